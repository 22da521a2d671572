package org.patchbay.definition;

import java.util.Map;

/** A text for people in one or several languages, by language code; the key {@code ""} is the installation's language. */
public record Label(Map<String, String> texts) {
    public Label {
        texts = Map.copyOf(texts);
    }

    /** A label in the installation's language. */
    public static Label of(String text) {
        return new Label(Map.of("", text));
    }

    /** The text in that language, else in the installation's, else in English, else any. */
    public String in(String language) {
        for (var key : new String[] {language, language.split("-", 2)[0], "", "en"}) {
            var text = texts.get(key);
            if (text != null) {
                return text;
            }
        }
        return texts.values().stream().sorted().findFirst().orElse("");
    }
}
