package org.patchbay.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Ending;

/** What became of a run, from what became of its steps. */
public final class Statuses {
    private Statuses() {}

    /**
     * Status of a run whose steps ended so.
     *
     * @param unfinished whether steps were still running when the answer left
     * @param accepted whether steps go on in the background: what was refused or failed beside them is a part
     */
    public static Execution.Status of(Collection<Ending> endings, boolean unfinished, boolean accepted) {
        var good = endings.stream().anyMatch(ending -> ending.status().succeeded());
        var bad = endings.stream().anyMatch(Statuses::failed);
        var goesOn = accepted || endings.stream().anyMatch(ending -> ending.status() == Step.Status.RETRYING);
        if (unfinished) {
            return good ? Execution.Status.PARTIAL : Execution.Status.TIMED_OUT;
        }
        if (bad) {
            return good || goesOn ? Execution.Status.PARTIAL : worst(endings);
        }
        if (goesOn) {
            return Execution.Status.ACCEPTED;
        }
        return good ? Execution.Status.SUCCEEDED : Execution.Status.NOTHING_TO_DO;
    }

    private static Execution.Status worst(Collection<Ending> endings) {
        var failed = endings.stream().filter(Statuses::failed).toList();
        if (failed.stream().allMatch(Statuses::refused)) {
            return Execution.Status.REJECTED;
        }
        var late = failed.stream().allMatch(ending -> code(ending).equals(Optional.of(FailureCode.UPSTREAM_TIMEOUT)));
        return late ? Execution.Status.TIMED_OUT : Execution.Status.FAILED;
    }

    private static boolean failed(Ending ending) {
        return switch (ending.status()) {
            case FAILED, TIMED_OUT, UNKNOWN -> true;
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, ACCEPTED -> false;
        };
    }

    /** True when nothing was sent because the client body would not do. */
    static boolean refused(Ending ending) {
        return failed(ending)
                && code(ending)
                        .map(code -> switch (code) {
                            case MISSING_INPUT, BAD_INPUT, BAD_PHONE, MISSING_VALUE -> true;
                            case REAUTH_REQUIRED,
                                    INTEGRATOR_DISABLED,
                                    UPSTREAM_REJECTED,
                                    UPSTREAM_UNAUTHORIZED,
                                    UPSTREAM_UNREACHABLE,
                                    UPSTREAM_CROWDED,
                                    UPSTREAM_BLOCKED,
                                    UPSTREAM_TIMEOUT,
                                    MAPPING_FAILED,
                                    INTERNAL -> false;
                        })
                        .orElse(false);
    }

    private static Optional<FailureCode> code(Ending ending) {
        return ending.problem().map(problem -> problem.code());
    }

    /** One word for several integrators: exactly one found somebody, or several did, or none. */
    public static Optional<String> match(List<Optional<String>> matches) {
        var said = matches.stream().flatMap(Optional::stream).toList();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        var ones = said.stream().filter("one"::equals).count();
        if (said.contains("many") || ones > 1) {
            return Optional.of("many");
        }
        return Optional.of(ones == 1 ? "one" : "none");
    }
}
