package org.patchbay.workbench;

import java.util.List;
import java.util.Optional;

/**
 * What came of a pretended call.
 *
 * @param story its events as they were told
 * @param logs records of it at the partner, where that could be looked at
 * @param pops answers that had something to open
 * @param dropped events that were recognised as repeated
 * @param wrong what is not as it should be, in sentences
 */
public record PlayedCall(
        Play play, List<String> story, Optional<Integer> logs, long pops, long dropped, List<String> wrong) {
    public PlayedCall {
        story = List.copyOf(story);
        wrong = List.copyOf(wrong);
    }

    /** True when nothing was wrong. */
    public boolean passed() {
        return wrong.isEmpty();
    }
}
