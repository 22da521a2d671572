package org.patchbay.definition;

/** What a partner calls: who may, what it hears, and which triggers follow (format reference, section 10). */
public record Hook(
        At at,

        @Doc(value = "unique among the hooks of the template; part of its address", example = "push")
        Name name,

        @Inline Listening listening) {}
