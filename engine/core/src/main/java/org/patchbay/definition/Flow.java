package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** When an endpoint runs among the others of its trigger (format reference, section 7.3). */
public record Flow(
        @Doc("runs when those succeeded") @OneOrMany List<Name> after,

        @Doc("runs when that one finally failed, with failure.…") @OneOrMany
        List<Name> afterFailure,

        @Doc(value = "else the step is skipped", example = "{ options.autoTicket: true }")
        Optional<Condition> when,

        @Doc(
                value = "once per element, as item.…; the result becomes a list",
                example = "{ in: body.recipients, max: 20 }")
        Optional<Each> each,

        @Doc(
                value = "update-or-create without a race",
                example = "{ id: logId, known: call.logId, find: findLog, update: updateLog }")
        Optional<Ensure> ensure) {}
