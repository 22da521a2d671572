package org.patchbay.exchange;

/** A name and a value as they go over the wire, before any encoding; names may repeat. */
public record Pair(String name, String value) {}
