package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Parameter;

/**
 * The form of a link page as it stands: fields that are shown, with their choices and what is wrong with them.
 *
 * @param elements what the person may choose to connect, where one authorization makes several integrators
 * @param failure why the partner could not be asked for choices
 * @param consent whether the partner still lets us ask
 */
public record LinkForm(List<Field> fields, List<Choice> elements, Optional<String> failure, Consent consent) {
    public LinkForm {
        fields = List.copyOf(fields);
        elements = List.copyOf(elements);
    }

    /** Whether the partner still knows that the person has agreed. */
    public enum Consent {
        /** As far as anybody knows. */
        GIVEN,
        /** The partner takes the token no more: the person has to agree again. */
        WITHDRAWN
    }

    /**
     * A field.
     *
     * @param value what was entered; secrets are not shown again
     * @param choices what it can be chosen from; empty where anything can be entered, or what it depends on is missing
     * @param waitsFor fields that must be filled in before there are choices
     * @param trouble what is wrong with the value
     */
    public record Field(
            Parameter parameter,
            InputKind kind,
            Optional<JsonNode> value,
            List<Choice> choices,
            List<String> waitsFor,
            Optional<String> trouble) {
        public Field {
            choices = List.copyOf(choices);
            waitsFor = List.copyOf(waitsFor);
        }

        private Field unfinished() {
            var left = trouble.filter(word -> !word.equals(Entries.Trouble.MISSING.word()));
            return new Field(parameter, kind, value, choices, waitsFor, left);
        }
    }

    /** Something to choose. */
    public record Choice(String value, String label) {}

    /** The same for who has not finished: nothing is said of what is missing. */
    public LinkForm unfinished() {
        return new LinkForm(fields.stream().map(Field::unfinished).toList(), elements, failure, consent);
    }

    /** True when nothing is wrong with any field. */
    public boolean isGood() {
        return failure.isEmpty()
                && fields.stream().allMatch(field -> field.trouble().isEmpty());
    }
}
