package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;

/** One rendering of a template under way. */
final class Rendering {
    /** More pieces than any text of 256 KiB needs: a section within itself over a long list would not end today. */
    private static final int MOST_PIECES = 1_000_000;

    private final Values values;
    private final Encoder encoder;
    private final Manner manner;
    private final StringBuilder out = new StringBuilder();
    private int pieces;

    Rendering(Values values, Encoder encoder, Manner manner) {
        this.values = values;
        this.encoder = encoder;
        this.manner = manner;
    }

    /** What becomes of a value that is not there, or of several where one was expected. */
    enum Manner {
        /** Both are refused. */
        SENT,
        /** What is not there is refused, several are told one after the other. */
        TOLD,
        /** Both are nothing. */
        SHOWN
    }

    /** What a section is about, inside what is around it. */
    private record Frame(JsonNode value, Optional<Frame> outer) {
        /** Names are looked for from the inside out (Mustache, sections). */
        JsonNode find(Path path) {
            var frame = this;
            while (!path.startsIn(frame.value) && frame.outer.isPresent()) {
                frame = frame.outer.get();
            }
            return path.find(frame.value);
        }
    }

    String of(List<Segment> segments) {
        write(segments, Optional.empty());
        return out.toString();
    }

    private void write(List<Segment> segments, Optional<Frame> frame) {
        for (var segment : segments) {
            switch (segment) {
                case Segment.Literal(var text) -> out.append(text);
                case Segment.Insert(var reference) -> insert(reference, frame);
                case Segment.Section(var reference, var inner) -> section(find(reference, frame), inner, frame);
                case Segment.Inverted(var reference, var inner) -> {
                    if (isFalsey(find(reference, frame))) {
                        write(inner, frame);
                    }
                }
            }
            if (++pieces > MOST_PIECES || out.length() > Text.LONGEST) {
                throw new Refusal(Failure.of(
                        FailureCode.BAD_INPUT, "a template made more than " + Text.LONGEST / 1024 + " KiB of text"));
            }
        }
    }

    private JsonNode find(Reference reference, Optional<Frame> frame) {
        if (reference.root() != Root.ITEM || frame.isEmpty()) {
            return reference.in(values);
        }
        var found = frame.get().find(reference.path());
        return found.isMissingNode() ? reference.in(values) : found;
    }

    private void insert(Reference reference, Optional<Frame> frame) {
        var value = find(reference, frame);
        if (Reference.isAbsent(value)) {
            if (manner != Manner.SHOWN && !reference.optional()) {
                throw new Refusal(Failure.ofInput(
                        FailureCode.MISSING_VALUE, reference.text(), "`" + reference.text() + "` has no value"));
            }
        } else if (manner == Manner.TOLD && value.isArray()) {
            encoder.encode(listed(value, reference), out);
        } else if (manner != Manner.SHOWN || !value.isContainerNode()) {
            encoder.encode(Scalars.text(value, reference.text()), out);
        }
    }

    private static String listed(JsonNode list, Reference reference) {
        return list.valueStream()
                .map(value -> Scalars.text(value, reference.text()))
                .collect(Collectors.joining(", "));
    }

    private void section(JsonNode value, List<Segment> inner, Optional<Frame> frame) {
        if (isFalsey(value)) {
            return;
        }
        if (value.isArray()) {
            for (var element : value) {
                write(inner, Optional.of(new Frame(element, frame)));
            }
        } else {
            write(inner, Optional.of(new Frame(value, frame)));
        }
    }

    private static boolean isFalsey(JsonNode value) {
        return Reference.isAbsent(value)
                || value.isBoolean() && !value.booleanValue()
                || value.isTextual() && Scalars.text(value).isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }
}
