package org.patchbay.server.outbound;

import java.util.List;

/** A request as its bytes came over the wire, one character for each byte of its head. */
record Heard(String line, List<String> headers, byte[] body) {
    /** Value of the first header of that name, or {@code absent}. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> header.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("absent");
    }
}
