package org.patchbay.workbench;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;
import org.patchbay.workbench.Play.Cue;

/** Where pretended calls are played: an engine, and the integrator whose calls they are. */
record Stage(Engine engine, Tenant tenant) {
    /** Tells every event of a call at its moment, on the calling thread. */
    Story play(Play play, long begin) {
        var told = new ArrayList<Story.Told>();
        for (var cue : play.cues()) {
            await(begin + cue.at().toNanos());
            told.add(new Story.Told(cue, fire(cue)));
        }
        return new Story(play, told);
    }

    private static void await(long moment) {
        for (var left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Answer fire(Cue cue) {
        var trigger = new Trigger(
                cue.trigger(),
                tenant.integrator().callcenterId(),
                cue.body(),
                Optional.of(tenant.name()),
                Optional.empty(),
                engine.tools().clock().instant());
        return engine.fire(trigger, Optional.empty());
    }
}
