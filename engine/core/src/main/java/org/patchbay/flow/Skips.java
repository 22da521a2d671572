package org.patchbay.flow;

import java.util.Optional;
import org.patchbay.exchange.Values;

/** Why a step is not run. */
final class Skips {
    private Skips() {}

    static Optional<String> reason(Run run, Bound step, Values values) {
        for (var name : step.after()) {
            if (!run.ending(name).map(ending -> ending.status().succeeded()).orElse(false)) {
                return Optional.of("after " + name);
            }
        }
        for (var name : step.afterFailure()) {
            if (!run.ending(name).map(Skips::failedForGood).orElse(false)) {
                return Optional.of("afterFailure " + name);
            }
        }
        return step.plan().when().failing(values);
    }

    private static boolean failedForGood(Ending ending) {
        return switch (ending.status()) {
            case FAILED, TIMED_OUT -> true;
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, UNKNOWN, ACCEPTED -> false;
        };
    }
}
