package org.patchbay.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Label;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;

/** A compiled text for the agent in its languages. */
record AgentText(Map<String, Text> texts) {
    AgentText {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** A label of a rule, whose templates stand at the place of the rule. */
    static AgentText compile(At at, Label label, Scope scope, Problems problems) {
        var texts = new LinkedHashMap<String, Text>();
        label.texts()
                .forEach((language, text) ->
                        texts.put(language, Text.compile(new TextTemplate(at, text, false), scope, problems)));
        return new AgentText(texts);
    }

    /** A text, or a map of language to text; empty when it was reported. */
    static Optional<AgentText> compile(Tree tree, Scope scope, Problems problems) {
        return switch (tree) {
            case Tree.Leaf leaf -> Optional.of(new AgentText(Map.of("", text(leaf, scope, problems))));
            case Tree.Entries(var _, var entries) -> {
                var texts = new LinkedHashMap<String, Text>();
                entries.forEach((language, entry) -> {
                    if (entry.value() instanceof Tree.Leaf leaf) {
                        texts.put(language, text(leaf, scope, problems));
                    } else {
                        noText(entry.value(), problems);
                    }
                });
                yield Optional.of(new AgentText(texts));
            }
            case Tree.Items _ -> {
                noText(tree, problems);
                yield Optional.empty();
            }
        };
    }

    private static Text text(Tree.Leaf leaf, Scope scope, Problems problems) {
        var secret = leaf.value() instanceof SecretNode;
        return Text.compile(new TextTemplate(leaf.at(), Scalars.text(leaf.value()), secret), scope, problems);
    }

    private static void noText(Tree tree, Problems problems) {
        problems.add(
                "PB205", tree.at(), "a text was expected", "not a text", "for example { en: Not saved, vi: Chưa lưu }");
    }

    /** The text in that language, or another one as labels choose; empty when there is none, or a secret would be shown. */
    Optional<String> in(Locale locale, Values values) {
        var languages = new LinkedHashMap<String, String>();
        texts.keySet().forEach(language -> languages.put(language, language));
        return Optional.ofNullable(texts.get(new Label(languages).in(locale.toLanguageTag())))
                .filter(text -> !text.isSecret(values))
                .map(text -> text.display(values));
    }
}
