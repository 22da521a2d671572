package org.patchbay.server.http;

import java.util.Optional;
import org.patchbay.store.Keys.Key;
import org.patchbay.store.Keys.Kind;

/**
 * Who sent a request, as its key says.
 *
 * @param role role of an admin key
 */
public record Visitor(Key key, Optional<Role> role) {
    /** Whoever holds that key. */
    static Visitor of(Key key) {
        return new Visitor(key, key.role().flatMap(Role::of));
    }

    /** The only call centre it speaks for; empty: all of them. */
    public Optional<String> callCentre() {
        return key.callCentre();
    }

    /** Whether things of that call centre exist for it. */
    public boolean sees(String callCentre) {
        return key.callCentre().map(callCentre::equals).orElse(true);
    }

    /** Whether it has at least that role; keys that are not admin keys have none. */
    public boolean is(Role wanted) {
        return role.map(own -> own.includes(wanted)).orElse(false);
    }

    boolean isPublishable() {
        return key.kind() == Kind.PK;
    }

    /** The name under which what it does is written down. */
    public String author() {
        return key.id();
    }

    /**
     * The call centre that a request is about.
     *
     * @param named the one that the request names
     * @throws Declined it names another than the key's, or none although the key speaks for all
     */
    public String about(Optional<String> named) {
        var own = key.callCentre();
        if (own.isPresent() && named.isPresent() && !own.equals(named)) {
            throw ProblemDetails.of(ProblemCode.NOT_FOUND, "this key knows no call centre `" + named.get() + "`")
                    .declined();
        }
        return own.or(() -> named)
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.BAD_REQUEST,
                                "this key speaks for all call centres: say which one with `callcenterId` in the body or the query")
                        .at("/callcenterId", "required")
                        .declined());
    }
}
