package org.patchbay.render;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Text;

/** A part of a path or of a query that stands in a url. */
sealed interface Piece {
    /** Written in the template. */
    record Fixed(String text) implements Piece {}

    /** Made of values. */
    record Filled(Text text, Encoder encoder) implements Piece {}

    /** A path parameter, {@code {name}}. */
    record Hole(String name, Encoder encoder) implements Piece {}

    /** A {@code {name}} that is left for the signature to fill. */
    record Signed(String name) implements Piece {}

    static String write(List<Piece> pieces, List<Argument> arguments, Values values) {
        if (pieces.size() == 1 && pieces.getFirst() instanceof Fixed(var only)) {
            return only;
        }
        var out = new StringBuilder();
        for (var piece : pieces) {
            switch (piece) {
                case Fixed(var text) -> out.append(text);
                case Filled(var text, var encoder) -> out.append(text.render(values, encoder));
                case Hole(var name, var encoder) -> fill(name, arguments, encoder, out);
                case Signed(var name) -> out.append('{').append(name).append('}');
            }
        }
        return out.toString();
    }

    private static void fill(String name, List<Argument> arguments, Encoder encoder, StringBuilder out) {
        var argument = find(name, arguments)
                .orElseThrow(() -> new Refusal(
                        Failure.ofInput(FailureCode.MISSING_VALUE, name, "`{" + name + "}` of the url has no value")));
        try {
            encoder.encode(Scalars.text(argument.value(), argument.name()), out);
        } catch (Refusal e) {
            throw Named.refusal(argument, e);
        }
    }

    private static Optional<Argument> find(String name, List<Argument> arguments) {
        for (var argument : arguments) {
            if (argument.place().filter(Place.PATH::equals).isPresent()
                    && argument.isThere()
                    && (argument.key().equals(name) || argument.name().equals(name))) {
                return Optional.of(argument);
            }
        }
        return Optional.empty();
    }
}
