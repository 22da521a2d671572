package org.patchbay.engine;

import java.util.List;

/** What came of an agent's choice among many. */
public sealed interface Chosen {
    /** What waited for it has run, or had run before. */
    record Answered(Answer answer) implements Chosen {}

    /** Nothing is to be chosen there: it was never asked, or too long ago. */
    record NothingOpen() implements Chosen {}

    /** No candidate is called so; these are. */
    record NoSuch(List<String> ids) implements Chosen {
        public NoSuch {
            ids = List.copyOf(ids);
        }
    }
}
