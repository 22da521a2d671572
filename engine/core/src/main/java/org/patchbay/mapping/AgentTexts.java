package org.patchbay.mapping;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.expression.Scope;

/** What the agent reads after an outcome: {@code message} of an endpoint, one label or one by outcome. */
record AgentTexts(Map<OutcomeKind, AgentText> byOutcome) {
    private static final Map<String, OutcomeKind> WORDS =
            Arrays.stream(OutcomeKind.values()).collect(Collectors.toUnmodifiableMap(AgentTexts::word, kind -> kind));

    AgentTexts {
        byOutcome = Map.copyOf(byOutcome);
    }

    private static String word(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AgentTexts compile(Optional<Tree> message, Scope scope, Problems problems) {
        var texts = new EnumMap<OutcomeKind, AgentText>(OutcomeKind.class);
        message.ifPresent(tree -> {
            if (tree instanceof Tree.Entries entries
                    && !isLabel(entries.entries().keySet())) {
                byOutcome(entries, texts, new Target(scope, problems));
            } else {
                AgentText.compile(tree, scope, problems).ifPresent(text -> {
                    for (var kind : OutcomeKind.values()) {
                        texts.put(kind, text);
                    }
                });
            }
        });
        return new AgentTexts(texts);
    }

    /** Where names come from and findings go. */
    private record Target(Scope scope, Problems problems) {}

    /** A label when no key is, or is nearly, an outcome and all look like languages (BCP 47). */
    private static boolean isLabel(Set<String> keys) {
        return keys.stream().noneMatch(WORDS::containsKey) && keys.stream().allMatch(AgentTexts::isLanguage);
    }

    private static boolean isLanguage(String key) {
        var end = key.indexOf('-');
        var language = end < 0 ? key : key.substring(0, end);
        return (language.length() == 2 || language.length() == 3)
                && language.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static void byOutcome(Tree.Entries entries, Map<OutcomeKind, AgentText> texts, Target target) {
        entries.entries().forEach((word, entry) -> {
            var kind = WORDS.get(word);
            if (kind == null) {
                target.problems()
                        .add(
                                "PB203",
                                entry.key(),
                                "unknown outcome `" + word + "`",
                                "unknown",
                                Nearest.help(word, WORDS.keySet()));
            } else {
                AgentText.compile(entry.value(), target.scope(), target.problems())
                        .ifPresent(text -> texts.put(kind, text));
            }
        });
    }

    /** The text after this outcome. What is to be tried again, or failed in a way of its own, may read as failed; unknown may not. */
    Optional<AgentText> after(OutcomeKind kind) {
        var own = Optional.ofNullable(byOutcome.get(kind));
        return switch (kind) {
            case OK, ALREADY_DONE, FAIL, UNKNOWN -> own;
            case RETRY, REFRESH, REAUTH, DISABLE, REMOVE -> own.or(() -> after(OutcomeKind.FAIL));
        };
    }
}
