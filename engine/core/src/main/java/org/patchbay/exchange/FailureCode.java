package org.patchbay.exchange;

/** Stable reasons of a failed step; the words of the API, of metrics and of logs (interfaces, problems). */
public enum FailureCode {
    MISSING_INPUT("missing-input", false),
    BAD_INPUT("bad-input", false),
    BAD_PHONE("bad-phone", false),
    MISSING_VALUE("missing-value", false),
    REAUTH_REQUIRED("reauth-required", false),
    INTEGRATOR_DISABLED("integrator-disabled", false),
    UPSTREAM_REJECTED("upstream-rejected", false),
    UPSTREAM_UNAUTHORIZED("upstream-unauthorized", false),
    UPSTREAM_UNREACHABLE("upstream-unreachable", true),
    /** Unreachable for now, because too many requests to it are under way here; outside the same as unreachable. */
    UPSTREAM_CROWDED("upstream-unreachable", true),
    UPSTREAM_BLOCKED("upstream-blocked", false),
    UPSTREAM_TIMEOUT("upstream-timeout", true),
    MAPPING_FAILED("mapping-failed", false),
    INTERNAL("internal", false);

    private final String word;
    private final boolean passing;

    FailureCode(String word, boolean passing) {
        this.word = word;
        this.passing = passing;
    }

    /** The code as it is written. */
    public String word() {
        return word;
    }

    /** True when the cause may pass by itself, so that trying again makes sense. */
    public boolean passing() {
        return passing;
    }
}
