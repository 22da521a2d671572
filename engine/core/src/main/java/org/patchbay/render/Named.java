package org.patchbay.render;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Encoder;

/** Arguments as names and values; a refusal says which parameter is to blame. */
final class Named {
    private Named() {}

    static Refusal refusal(Argument argument, Refusal cause) {
        var failure = cause.failure();
        return failure.input().isPresent() ? cause : refusal(argument, failure.message());
    }

    static Refusal refusal(Argument argument, String message) {
        return new Refusal(
                Failure.ofInput(FailureCode.BAD_INPUT, argument.name(), "`" + argument.name() + "`: " + message));
    }

    /** One name and value, which a header or a cookie can carry. */
    static Pair single(Argument argument, Encoder encoder) {
        var text = Scalars.text(argument.value(), argument.name());
        try {
            encoder.encode(text, new StringBuilder(text.length()));
            return new Pair(argument.key(), text);
        } catch (Refusal e) {
            throw refusal(argument, e);
        }
    }

    /** Adds the names and values of one argument to a query or a form. */
    static void listed(Argument argument, List<Pair> pairs) {
        var value = argument.value();
        if (!value.isArray()) {
            pairs.add(new Pair(argument.key(), Scalars.text(value, argument.name())));
            return;
        }
        switch (argument.style()) {
            case REPEAT -> elements(argument).forEach(text -> pairs.add(new Pair(argument.key(), text)));
            case BRACKETS -> elements(argument).forEach(text -> pairs.add(new Pair(argument.key() + "[]", text)));
            case COMMA -> joined(argument, ",", pairs);
            case PIPE -> joined(argument, "|", pairs);
        }
    }

    private static List<String> elements(Argument argument) {
        var texts = new ArrayList<String>(argument.value().size());
        argument.value().forEach(element -> texts.add(Scalars.text(element, argument.name())));
        return texts;
    }

    private static void joined(Argument argument, String joiner, List<Pair> pairs) {
        var texts = elements(argument);
        for (var text : texts) {
            if (text.contains(joiner)) {
                throw refusal(argument, "an element holds `" + joiner + "`, which separates the elements");
            }
        }
        if (!texts.isEmpty()) {
            pairs.add(new Pair(argument.key(), String.join(joiner, texts)));
        }
    }
}
