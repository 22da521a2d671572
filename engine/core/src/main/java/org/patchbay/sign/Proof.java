package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Secret;

/** What one carried text proves: values are read back from it, and the rest of it is computed again and compared. */
record Proof(Carry carry, List<Piece> pieces) {
    Proof {
        pieces = List.copyOf(pieces);
    }

    /** A part of the text; the pattern finds the values that are read back, in that order. */
    record Piece(Input text, Pattern pattern, List<String> names) {
        Piece {
            names = List.copyOf(names);
        }
    }

    /**
     * Compiles a place.
     *
     * @param readable names of values that are read back where they are carried
     */
    static Proof of(Carry carry, Set<String> readable) {
        return new Proof(
                carry,
                carry.pieces().stream().map(text -> piece(text, readable)).toList());
    }

    private static Piece piece(Input text, Set<String> readable) {
        var pattern = new StringBuilder("(?s)");
        var names = new ArrayList<String>();
        for (var part : text.parts()) {
            switch (part) {
                case Input.Part.Literal(var written, var _) -> pattern.append(Pattern.quote(written));
                case Input.Part.Insert(var name, var _)
                when readable.contains(name) && !names.contains(name) -> {
                    names.add(name);
                    pattern.append("(.+?)");
                }
                case Input.Part.Insert _, Input.Part.Whole _, Input.Part.RawBody _ -> pattern.append(".*?");
            }
        }
        return new Piece(text, Pattern.compile(pattern.toString()), names);
    }

    /**
     * What stands at the place, one text for each part that it lists.
     *
     * @throws org.patchbay.exchange.Refusal when nothing does, or two texts where one belongs
     */
    List<String> read(Sheet sheet) {
        var texts = sheet.read(carry.place(), carry.key());
        if (texts.isEmpty()) {
            throw Sheet.refusal(carry.name() + " is missing");
        }
        if (carry.split().isEmpty()) {
            if (texts.size() > 1) {
                throw Sheet.refusal(carry.name() + " stands there " + texts.size() + " times");
            }
            return texts;
        }
        return texts.stream()
                .flatMap(text -> Stream.of(separator().split(text)))
                .map(String::strip)
                .toList();
    }

    private Pattern separator() {
        return Pattern.compile(Pattern.quote(carry.split()));
    }

    /**
     * Keeps the values that are read back.
     *
     * @throws org.patchbay.exchange.Refusal when the place holds something else
     */
    void readBack(List<String> texts, Run run) {
        for (var piece : pieces) {
            if (!piece.names().isEmpty() && texts.stream().noneMatch(text -> keep(piece, text, run))) {
                throw Sheet.refusal(carry.name() + " is not written as the signature writes it");
            }
        }
    }

    private static boolean keep(Piece piece, String text, Run run) {
        var matcher = piece.pattern().matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        for (var i = 0; i < piece.names().size(); i++) {
            if (run.kept(piece.names().get(i)).isMissingNode()) {
                run.keep(piece.names().get(i), TextNode.valueOf(matcher.group(i + 1)));
            }
        }
        return true;
    }

    /** Why it proves nothing; empty when every part is there. All parts are compared, each in constant time. */
    Optional<String> differs(List<String> texts, Run run) {
        run.look(carry.needs());
        var right = true;
        for (var piece : pieces) {
            right &= stands(piece.text().text(run), texts);
        }
        return right ? Optional.empty() : Optional.of(carry.name() + " differs");
    }

    private boolean stands(String computed, List<String> texts) {
        var found = false;
        for (var text : texts) {
            found |= Secret.of(folded(computed)).isSame(folded(text));
        }
        return found;
    }

    private String folded(String text) {
        return switch (carry.letters()) {
            case EXACT -> text;
            case ANY_CASE -> text.toLowerCase(Locale.ROOT);
        };
    }
}
