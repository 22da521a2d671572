package org.patchbay.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.definition.Captures;
import org.patchbay.definition.Problems;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;

/** What of a result is remembered for the call, by name; what is missing or null is not remembered. */
record Remembers(Map<String, Path> paths) {
    Remembers {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    static Remembers compile(Captures captures, ResultNames names, Problems problems) {
        var paths = new LinkedHashMap<String, Path>();
        captures.paths()
                .forEach((name, text) -> ReplyPath.dotted(text, problems).ifPresent(path -> {
                    names.check(text.at(), path, problems);
                    paths.put(name, path);
                }));
        return new Remembers(paths);
    }

    ObjectNode of(ObjectNode result) {
        var remembered = JsonNodeFactory.instance.objectNode();
        paths.forEach((name, path) -> {
            var value = path.find(result);
            if (!Reference.isAbsent(value)) {
                remembered.set(name, value);
            }
        });
        return remembered;
    }
}
