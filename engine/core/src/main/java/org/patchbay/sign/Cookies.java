package org.patchbay.sign;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.exchange.Pair;

/** Reads the Cookie headers of a request (RFC 6265 §5.4). */
final class Cookies {
    private Cookies() {}

    static List<Pair> of(List<Pair> headers) {
        var cookies = new ArrayList<Pair>();
        for (var header : headers) {
            if (header.name().equalsIgnoreCase("Cookie")) {
                for (var cookie : header.value().split(";", -1)) {
                    var sides = cookie.strip().split("=", 2);
                    cookies.add(new Pair(sides[0], sides.length < 2 ? "" : sides[1]));
                }
            }
        }
        return cookies;
    }
}
