package org.patchbay.engine;

import java.util.List;

/** What became of a trigger at the door. */
sealed interface Entered {
    /** It came before; that execution has taken it. */
    record Repeated(String execution) implements Entered {}

    /** It was begun under that id by a process that is gone, and has to begin again. */
    record Left(String execution) implements Entered {}

    /** Its background work is accepted; these still have steps that the answer waits for. */
    record Begun(Activity activity, List<Arrived> arrived, List<Arrived> waiting) implements Entered {}
}
