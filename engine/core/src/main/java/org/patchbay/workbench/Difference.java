package org.patchbay.workbench;

import org.patchbay.definition.At;

/**
 * One thing that a test expected otherwise.
 *
 * @param what what was compared, for people: {@code sendSms request, header X-Sign}
 * @param at where the expectation stands
 */
public record Difference(String what, At at, String expected, String actual) {}
