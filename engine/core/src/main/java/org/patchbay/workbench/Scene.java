package org.patchbay.workbench;

import java.util.Optional;
import org.patchbay.exchange.Execution;

/** Who is told of pretended calls: an engine in this process, or a server that runs. Thread-safe. */
public interface Scene {
    /** Tells an event, as a front-end would. */
    Told tell(Play.Cue cue);

    /** What became of an execution when nothing of it goes on any more; empty when nobody knows. */
    Optional<Became> became(String execution);

    /**
     * How an event was answered.
     *
     * @param pops whether there was something to open
     */
    record Told(String execution, boolean pops) {}

    /**
     * The end of an execution.
     *
     * @param problem what the first step that failed says
     */
    record Became(String trigger, Execution.Status status, Optional<String> problem) {}
}
