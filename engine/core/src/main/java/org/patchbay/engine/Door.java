package org.patchbay.engine;

import java.util.List;
import java.util.Map;
import org.patchbay.flow.Tenant;
import org.patchbay.hook.HookPlan;

/**
 * A hook that a path leads to.
 *
 * @param parts named parts of the path
 * @param host whose address it is; of a shared hook somebody who stands for all
 * @param guests who may be meant
 */
public record Door(HookPlan plan, Map<String, String> parts, Tenant host, List<Tenant> guests) {
    public Door {
        parts = Map.copyOf(parts);
        guests = List.copyOf(guests);
    }
}
