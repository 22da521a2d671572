package org.patchbay.definition;

/**
 * A located finding in the configuration.
 *
 * @param code stable code, {@code PB} and three digits
 * @param at place of the wrong key or value
 * @param text what is wrong, one line, never with a secret in it
 * @param note what stands under the caret: what was expected or missing; may be empty
 * @param help what to do, a line that can be followed or pasted; may be empty
 */
public record Problem(String code, Severity severity, At at, String text, String note, String help) {
    /** Whether a finding refuses the configuration. */
    public enum Severity {
        WARNING,
        ERROR
    }

    /** True when this finding refuses the configuration. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return at + ": " + text + (help.isEmpty() ? "" : "; " + help) + " [" + code + "]";
    }
}
