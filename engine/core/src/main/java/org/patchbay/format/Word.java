package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;

/** One compiled word of a format. It sees neither secrets nor missing values. */
@FunctionalInterface
interface Word {
    JsonNode apply(JsonNode value, Locality locality);

    /** A word that makes a text of a text. */
    static Word text(UnaryOperator<String> change) {
        return (value, _) -> TextNode.valueOf(change.apply(Scalars.text(value)));
    }

    /** A word that reads a text; one that is empty has nothing to read and stays. */
    static Word reading(Word word) {
        return (value, locality) ->
                value.isTextual() && value.textValue().isEmpty() ? value : word.apply(value, locality);
    }

    /** The same for each element of a list; lists that come of elements are laid end to end. */
    default Word eachOf(String written) {
        return (value, locality) -> {
            if (value.isObject()) {
                throw refused("a map cannot be written as `" + written + "`");
            }
            return value.isArray() ? elements(value, locality) : apply(value, locality);
        };
    }

    private JsonNode elements(JsonNode list, Locality locality) {
        var array = JsonNodeFactory.instance.arrayNode(list.size());
        for (var element : list) {
            if (element.isContainerNode()) {
                throw refused("a list of lists or maps has no such format");
            }
            var made = element.isNull() ? element : apply(element, locality);
            if (made.isArray()) {
                made.forEach(array::add);
            } else if (!made.isMissingNode()) {
                array.add(made);
            }
        }
        return array;
    }

    /** The value cannot be read. */
    static Refusal refused(String message) {
        return new Refusal(Failure.of(FailureCode.BAD_INPUT, message));
    }
}
