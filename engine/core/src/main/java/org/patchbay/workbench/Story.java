package org.patchbay.workbench;

import java.util.List;

/** A call that was played, and how each of its events was answered. */
record Story(Play play, List<Answered> told) {
    Story {
        told = List.copyOf(told);
    }

    record Answered(Play.Cue cue, Scene.Told how) {}
}
