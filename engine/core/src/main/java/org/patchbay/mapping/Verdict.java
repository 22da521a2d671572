package org.patchbay.mapping;

import java.util.Optional;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.exchange.FailureCode;

/**
 * What a reply means, before anything is kept of it.
 *
 * @param code why it failed; not read when it did not
 * @param sentence in plain words, where the partner gives none
 * @param rule the rule that said so
 */
record Verdict(OutcomeKind kind, FailureCode code, String sentence, Optional<OutcomeRule> rule) {
    static Verdict of(OutcomeKind kind, FailureCode code, String sentence) {
        return new Verdict(kind, code, sentence, Optional.empty());
    }
}
