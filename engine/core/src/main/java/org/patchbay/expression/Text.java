package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;

/** A compiled template: Mustache's syntax over values of a run, and nothing else that Mustache could reach. */
public final class Text {
    /** Longest text made of one template, in characters. */
    public static final int LONGEST = 256 * 1024;

    private final List<Segment> segments;
    private final boolean secret;

    Text(List<Segment> segments, boolean secret) {
        this.segments = List.copyOf(segments);
        this.secret = secret;
    }

    /** Compiles a template; what is wrong in it is reported, and the rest of it still compiled. */
    public static Text compile(TextTemplate template, Scope scope, Problems problems) {
        return new TextCompiler(template, scope, problems).compile();
    }

    /** A text that is always the same. */
    public static Text constant(String text) {
        return new Text(List.of(new Segment.Literal(text)), false);
    }

    /** True when nothing is inserted. */
    public boolean isConstant() {
        return segments.stream().allMatch(Segment.Literal.class::isInstance);
    }

    /** The only value of a template that is exactly one tag. */
    public Optional<Reference> single() {
        return segments.size() == 1 && segments.getFirst() instanceof Segment.Insert(var reference)
                ? Optional.of(reference)
                : Optional.empty();
    }

    /** Everything that is read. */
    public List<Reference> references() {
        var found = new ArrayList<Reference>();
        collect(segments, found);
        return found;
    }

    private static void collect(List<Segment> segments, List<Reference> found) {
        for (var segment : segments) {
            switch (segment) {
                case Segment.Literal _ -> {}
                case Segment.Insert(var reference) -> found.add(reference);
                case Segment.Section(var reference, var inner) -> {
                    found.add(reference);
                    collect(inner, found);
                }
                case Segment.Inverted(var reference, var inner) -> {
                    found.add(reference);
                    collect(inner, found);
                }
            }
        }
    }

    /** True when the text holds a secret now, so that it must not be shown. */
    public boolean isSecret(Values values) {
        return secret || references().stream().anyMatch(reference -> reference.in(values) instanceof SecretNode);
    }

    /**
     * The text with its values.
     *
     * @throws Refusal when a value is missing, is a list or a map, or cannot be put into the place
     */
    public String render(Values values, Encoder encoder) {
        if (segments.size() == 1 && segments.getFirst() instanceof Segment.Literal(var only)) {
            return only;
        }
        var out = new StringBuilder();
        write(segments, values, encoder, out, true);
        return out.toString();
    }

    /** The text for people: what is missing renders as nothing. */
    public String display(Values values) {
        var out = new StringBuilder();
        write(segments, values, Encoder.PLAIN, out, false);
        return out.toString();
    }

    private static void write(
            List<Segment> segments, Values values, Encoder encoder, StringBuilder out, boolean strict) {
        for (var segment : segments) {
            switch (segment) {
                case Segment.Literal(var text) -> out.append(text);
                case Segment.Insert(var reference) -> insert(reference, values, encoder, out, strict);
                case Segment.Section(var reference, var inner) ->
                    section(reference, inner, values, encoder, out, strict);
                case Segment.Inverted(var reference, var inner) -> {
                    if (isFalsey(reference.in(values))) {
                        write(inner, values, encoder, out, strict);
                    }
                }
            }
            if (out.length() > LONGEST) {
                throw new Refusal(Failure.of(
                        FailureCode.BAD_INPUT, "a template made more than " + LONGEST / 1024 + " KiB of text"));
            }
        }
    }

    private static void insert(Reference reference, Values values, Encoder encoder, StringBuilder out, boolean strict) {
        var value = reference.in(values);
        if (Reference.isAbsent(value)) {
            if (strict && !reference.optional()) {
                throw new Refusal(Failure.ofInput(
                        FailureCode.MISSING_VALUE, reference.text(), "`" + reference.text() + "` has no value"));
            }
            return;
        }
        if (strict || !value.isContainerNode()) {
            encoder.encode(Scalars.text(value, reference.text()), out);
        }
    }

    private static void section(
            Reference reference,
            List<Segment> inner,
            Values values,
            Encoder encoder,
            StringBuilder out,
            boolean strict) {
        var value = reference.in(values);
        if (isFalsey(value)) {
            return;
        }
        if (value.isArray()) {
            for (var element : value) {
                write(inner, values.with(Root.ITEM, element), encoder, out, strict);
            }
        } else {
            write(inner, value.isObject() ? values.with(Root.ITEM, value) : values, encoder, out, strict);
        }
    }

    private static boolean isFalsey(JsonNode value) {
        return Reference.isAbsent(value)
                || value.isBoolean() && !value.booleanValue()
                || value.isTextual() && Scalars.text(value).isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }
}
