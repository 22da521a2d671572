package org.patchbay.definition;

import java.util.List;

/** Which addresses may be called. Checked on the address that is connected to. */
public record Egress(
        At at,

        @Doc(value = "hosts or networks that are not public and may be called", example = "[10.1.0.0/16]")
        List<String> allowPrivate,

        @Doc("hosts that may be called without TLS") List<String> allowHttp,

        @Doc("patterns; when given, nothing else may be called")
        List<String> allowHosts,

        @Doc("patterns, addresses or networks that may not be called, whatever names stand for them")
        List<String> denyHosts) {
    /** Public https only. */
    public static final Egress PUBLIC_HTTPS = new Egress(At.NOWHERE, List.of(), List.of(), List.of(), List.of());
}
