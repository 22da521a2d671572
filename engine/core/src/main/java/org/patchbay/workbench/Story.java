package org.patchbay.workbench;

import java.util.List;
import org.patchbay.engine.Answer;

/** A call that was played, and what the engine answered to each of its events. */
record Story(Play play, List<Told> told) {
    Story {
        told = List.copyOf(told);
    }

    record Told(Play.Cue cue, Answer answer) {}
}
