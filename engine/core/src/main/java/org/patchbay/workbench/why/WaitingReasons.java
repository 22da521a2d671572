package org.patchbay.workbench.why;

import java.util.Optional;
import org.patchbay.engine.CallFile.Ahead;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.workbench.why.Cause.Known;

/** Why work waits. */
record WaitingReasons(Around around) {
    Finding of(Pending job) {
        if (job.obstacle().filter(Obstacle.LeftOut.class::isInstance).isPresent()) {
            return turn(job);
        }
        if (job.endpoint().isEmpty()) {
            return found(Known.EARLY, job, "waits for an event that belongs before this one");
        }
        return job.ahead().map(ahead -> behind(job, ahead)).orElseGet(() -> turn(job));
    }

    private Finding behind(Pending job, Ahead ahead) {
        var place = new Advice.Place(
                around.file().callCentre(),
                around.file().callId(),
                ahead.execution(),
                Optional.of(job.integrator()),
                Optional.of(ahead.endpoint()));
        var state = ahead.unknown() ? ", of which nobody knows whether it happened" : ", which is not over";
        return around.found(
                Known.WAITS_BEHIND,
                job,
                "waits behind " + ahead.endpoint() + state,
                Advice.of(ahead.unknown() ? Known.UNKNOWN : Known.WAITS_BEHIND, place));
    }

    private Finding turn(Pending job) {
        return job.obstacle()
                .map(obstacle -> switch (obstacle) {
                    case Obstacle.LeftAlone() ->
                        found(
                                Known.LEFT_ALONE,
                                job,
                                "waits: its partner failed many times in a row, or asked to be left alone");
                    case Obstacle.LeftOut(var why) ->
                        found(Known.LEFT_OUT, job, "waits until its integrator is mended or removed: " + why);
                })
                .orElseGet(() -> found(Known.WAITING, job, "waits for its turn"))
                .at(job.due());
    }

    private Finding found(Cause cause, Pending job, String detail) {
        return job.endpoint().isEmpty()
                ? around.found(cause, Optional.of(job.integrator()), detail)
                : around.found(cause, job.integrator(), job.endpoint(), detail);
    }
}
