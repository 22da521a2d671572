package org.patchbay.exchange;

import java.util.List;
import org.patchbay.definition.Method;

/**
 * A rendered request whose parts can still be read and added to one by one: what is signed.
 *
 * @param origin where it goes, fixed before anything of the caller's was rendered
 * @param path percent-encoded path, begins with {@code /}
 * @param query names and values, not encoded
 * @param headers names and values, Content-Type included, Cookie not
 * @param cookies names and values of the Cookie header
 */
public record Draft(
        Method method,
        Origin origin,
        String path,
        List<Pair> query,
        List<Pair> headers,
        List<Pair> cookies,
        Body body) {
    public Draft {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        cookies = List.copyOf(cookies);
    }
}
