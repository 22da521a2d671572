package org.patchbay.mapping;

import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Values;
import org.patchbay.format.Locality;

/**
 * What the entries of a result are read with.
 *
 * @param values what templates may read
 * @param above names of the entries above, each with its dot
 */
record Reading(Reply reply, Values values, Locality locality, String above) {
    Reading inside(String name) {
        return new Reading(reply, values, locality, above + name + ".");
    }

    String name(String entry) {
        return above + entry;
    }
}
