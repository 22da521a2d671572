package org.patchbay.server.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.definition.Aliases;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.engine.Live;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** Finds the trigger that a request means by a word: a standard one, another system's name for it, or one of a template's own. */
final class TriggerWords {
    private static final Map<String, String> KNOWN = known();

    private TriggerWords() {}

    private static Map<String, String> known() {
        var known = new HashMap<String, String>();
        Aliases.all().forEach(alias -> {
            Aliases.translate(alias.event()).ifPresent(trigger -> known.put(alias.event(), trigger.word()));
            known.put(alias.full(), alias.trigger().word());
        });
        StandardTrigger.words().forEach(word -> known.put(word, word));
        return Map.copyOf(known);
    }

    /** The standard trigger of that word or alias. */
    static Optional<String> standard(String word) {
        return Optional.ofNullable(KNOWN.get(word));
    }

    /**
     * The name of the trigger as templates know it.
     *
     * @throws Declined nothing is called so
     */
    static String resolve(String word, Optional<Live> live, String callCentre) {
        var standard = KNOWN.get(word);
        if (standard != null) {
            return standard;
        }
        var own = own(live, callCentre);
        if (own.contains(word)) {
            return word;
        }
        throw ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no trigger `" + word + "`; " + help(word, own))
                .declined();
    }

    private static String help(String word, Collection<String> own) {
        var same = Aliases.named(word);
        if (!same.isEmpty()) {
            return "several systems use this name: say "
                    + same.stream().map(Aliases.Alias::full).collect(Collectors.joining(" or "));
        }
        var all = new LinkedHashSet<>(StandardTrigger.words());
        all.addAll(own);
        return Nearest.help(word, all);
    }

    /** Triggers that the templates of a call centre's integrators listen to. */
    private static Collection<String> own(Optional<Live> live, String callCentre) {
        return live.stream()
                .flatMap(found -> found.of(callCentre).stream())
                .flatMap(tenant -> tenant.program().steps().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
