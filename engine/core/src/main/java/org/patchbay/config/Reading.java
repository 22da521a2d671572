package org.patchbay.config;

import java.util.List;

/**
 * What was read of one document.
 *
 * @param parts the parts that could be read to their end
 * @param broken the text of each part that could not
 */
record Reading(List<Part> parts, List<String> broken) {
    Reading {
        parts = List.copyOf(parts);
        broken = List.copyOf(broken);
    }
}
