package org.patchbay.config;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Script;

/** Reads the scripts of pretended calls: YAML or JSON, several in one file. */
public final class ScriptReader {
    private ScriptReader() {}

    /** The scripts of a file; what is wrong in them is reported. */
    public static List<Script> read(String path, String text, Problems problems) {
        var binder = new Binder(problems);
        return new Reader(problems)
                .read(path, text).parts().stream()
                        .flatMap(part -> script(binder, part).stream())
                        .toList();
    }

    private static Optional<Script> script(Binder binder, Part part) {
        return binder.bind(Script.class, part.root());
    }
}
