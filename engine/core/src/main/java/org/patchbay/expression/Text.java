package org.patchbay.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Values;

/** A compiled template: Mustache's syntax over values of a run, and nothing else that Mustache could reach. */
public final class Text {
    /** Longest text made of one template, in characters. */
    public static final int LONGEST = 256 * 1024;

    private final List<Segment> segments;
    private final List<Reference> references;
    private final boolean secret;

    Text(List<Segment> segments, boolean secret) {
        this.segments = List.copyOf(segments);
        this.references = collected(segments);
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
        return references;
    }

    private static List<Reference> collected(List<Segment> segments) {
        var found = new ArrayList<Reference>();
        collect(segments, found);
        return List.copyOf(found);
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
        if (secret) {
            return true;
        }
        for (var reference : references) {
            if (SecretNode.isIn(reference.in(values))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The text with its values.
     *
     * @throws org.patchbay.exchange.Refusal when a value is missing, is a list or a map, or cannot be put into the place
     */
    public String render(Values values, Encoder encoder) {
        if (segments.size() == 1 && segments.getFirst() instanceof Segment.Literal(var only)) {
            return only;
        }
        return new Rendering(values, encoder, Rendering.Manner.SENT).of(segments);
    }

    /**
     * The text for whoever asked: as {@link #render}, and what came several times where it was expected once (a repeated key of a
     * form) is told with a comma between (as RFC 9110 §5.3 has it for fields).
     */
    public String tell(Values values, Encoder encoder) {
        return new Rendering(values, encoder, Rendering.Manner.TOLD).of(segments);
    }

    /** The text for people: what is missing renders as nothing. */
    public String display(Values values) {
        return new Rendering(values, Encoder.PLAIN, Rendering.Manner.SHOWN).of(segments);
    }
}
