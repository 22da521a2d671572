package org.patchbay.definition;

/** An amount of data, written {@code 64KiB} or {@code 2MiB}. */
public record Size(long bytes) {}
