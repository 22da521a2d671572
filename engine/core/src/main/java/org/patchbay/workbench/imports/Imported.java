package org.patchbay.workbench.imports;

import java.util.List;

/**
 * What came of an import.
 *
 * @param document a template, ready to be loaded
 * @param notes what was guessed, and what could not be mapped
 */
public record Imported(String document, List<String> notes) {
    public Imported {
        notes = List.copyOf(notes);
    }
}
