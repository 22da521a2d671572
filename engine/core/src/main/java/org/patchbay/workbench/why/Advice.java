package org.patchbay.workbench.why;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.patchbay.exchange.FailureCode;

/** Commands that help against a cause, ready to be pasted. */
final class Advice {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:@%+=/-]*");

    private Advice() {}

    /**
     * What a cause was found at.
     *
     * @param execution the one to look at: of the step, or of what it waits behind
     */
    record Place(
            String callCentre,
            String callId,
            String execution,
            Optional<String> integrator,
            Optional<String> endpoint) {}

    static List<String> of(Cause cause, Place place) {
        return switch (cause) {
            case Cause.Known known -> known(known, place);
            case Cause.Failed(var code, var undelivered) ->
                switch (undelivered) {
                    case KEPT ->
                        Stream.concat(failed(code, place).stream(), Stream.of(replay(place)))
                                .toList();
                    case OVER -> failed(code, place);
                };
        };
    }

    private static List<String> known(Cause.Known cause, Place place) {
        return switch (cause) {
            case DONE -> List.of();
            case NOBODY_FOUND -> List.of(curl(place));
            case CHOICE_OPEN, SKIPPED, RUNNING, RETRYING, WAITS_BEHIND, WAITING -> List.of(show(place));
            case TOO_LATE -> List.of(show(place), "patchbay explain budgets");
            case NO_CARD -> List.of("patchbay explain iframe");
            case UNKNOWN -> List.of(resolve(place, "done"), resolve(place, "not-done"));
            case EARLY, NOT_TOLD -> List.of("patchbay calls show " + word(place.callId()) + ofCallCentre(place));
            case LEFT_ALONE -> integrator("check", place);
            case STOPPED -> integrator("enable", place);
            case RECONNECT -> integrator("reconnect", place);
            case NOT_LISTENING -> integrator("show", place);
            case NOBODY_LISTENS, LEFT_OUT -> List.of("patchbay integrators list");
            case OLDER_REVISION -> List.of("patchbay revisions list");
        };
    }

    private static List<String> failed(FailureCode code, Place place) {
        return switch (code) {
            case MISSING_INPUT, BAD_INPUT, BAD_PHONE, MISSING_VALUE, INTERNAL -> List.of(show(place));
            case REAUTH_REQUIRED -> integrator("reconnect", place);
            case INTEGRATOR_DISABLED -> integrator("enable", place);
            case UPSTREAM_UNAUTHORIZED, UPSTREAM_UNREACHABLE, UPSTREAM_CROWDED, UPSTREAM_TIMEOUT ->
                integrator("check", place);
            case UPSTREAM_REJECTED, MAPPING_FAILED -> List.of(show(place), curl(place));
            case UPSTREAM_BLOCKED -> List.of("patchbay explain egress");
        };
    }

    private static String show(Place place) {
        return "patchbay executions show " + place.execution();
    }

    private static String curl(Place place) {
        return "patchbay executions curl " + place.execution();
    }

    private static String replay(Place place) {
        return "patchbay executions replay " + place.execution();
    }

    private static String resolve(Place place, String as) {
        return "patchbay executions resolve " + place.execution() + " " + as
                + place.endpoint().map(name -> " --endpoint " + word(name)).orElse("");
    }

    private static List<String> integrator(String command, Place place) {
        return List.of(place.integrator()
                .map(name -> "patchbay integrators " + command + " " + word(name))
                .orElse("patchbay integrators list"));
    }

    private static String ofCallCentre(Place place) {
        return " --call-centre " + word(place.callCentre());
    }

    /** One word of a POSIX shell, quoted where it has to be. */
    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
