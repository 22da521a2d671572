package org.patchbay.sign;

import org.patchbay.definition.Place;
import org.patchbay.wire.DottedKey;

/**
 * One place that a signature writes into.
 *
 * @param after index of the value after which it can be written; -1 when it needs none
 */
record Carry(Place place, String key, DottedKey dotted, Input text, Needs needs, int after) {}
