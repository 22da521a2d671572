package org.patchbay.config;

import org.patchbay.definition.At;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns marks of the YAML parser into places of the document; reading may have begun at a later line. */
record Places(String path, int firstLine) {
    At at(Mark mark, String pointer) {
        var column = mark.getColumn() + 1;
        return new At(path, firstLine + mark.getLine() + 1, column, column, pointer);
    }

    /** Place of a value: of a text its characters without the quotes; it has no end where they differ from the text. */
    At at(Event event, String pointer) {
        var start = event.getStartMark().map(mark -> at(mark, pointer)).orElse(At.NOWHERE);
        if (!(event instanceof ScalarEvent scalar)) {
            return start;
        }
        var end = event.getEndMark().map(mark -> at(mark, pointer)).orElse(start);
        var quote = scalar.isSQuoted() || scalar.isDQuoted() ? 1 : 0;
        var column = start.column() + quote;
        var last = end.column() - quote;
        var length = scalar.getValue().codePointCount(0, scalar.getValue().length());
        var exact = end.line() == start.line() && last - column == length;
        return new At(path, start.line(), column, exact ? last : column, pointer);
    }

    /** The last line before the end of an event, the first is 1. */
    int lastLine(Event event) {
        return event.getEndMark()
                .map(mark -> firstLine + mark.getLine() + (mark.getColumn() == 0 ? 0 : 1))
                .orElse(firstLine);
    }

    Node.Form form(ScalarEvent scalar) {
        return scalar.isPlain() ? Node.Form.PLAIN : Node.Form.QUOTED;
    }
}
