package org.patchbay.engine;

import java.util.List;
import org.patchbay.engine.Activities.Hold;

/** What became of a trigger at the door. */
sealed interface Entered {
    /** It came before; that execution has taken it. */
    record Repeated(String execution) implements Entered {}

    /** It was begun under that id by a process that is gone, and has to begin again. */
    record Left(String execution) implements Entered {}

    /**
     * Its background work is accepted; these still have steps that the answer waits for.
     *
     * @param hold until the answer leaves
     */
    record Begun(Activity activity, List<Arrived> arrived, List<Arrived> waiting, Hold hold) implements Entered {}
}
