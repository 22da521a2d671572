package org.patchbay.workbench.why;

import java.util.Locale;
import org.patchbay.exchange.FailureCode;

/** Why something did not come of a call, or that it did. */
public sealed interface Cause {
    /** The stable word of it, for programs. */
    String word();

    /** It came. */
    default boolean isGood() {
        return this == Known.DONE;
    }

    /** A step failed and is not tried again by itself; its word is that of the failure. */
    record Failed(FailureCode code, Undelivered undelivered) implements Cause {
        @Override
        public String word() {
            return code.word();
        }
    }

    /** Whether what failed is kept, to be sent again. */
    enum Undelivered {
        KEPT,
        OVER
    }

    /** What is no failure of a step. */
    enum Known implements Cause {
        /** It came. */
        DONE,
        /** The partner answered and knows nobody of that number. */
        NOBODY_FOUND,
        /** The partner knows several, and the agent has not said who it is. */
        CHOICE_OPEN,
        /** It was there after the answer had left. */
        TOO_LATE,
        /** Nothing of the template says what the agent sees. */
        NO_CARD,
        /** The step's conditions did not hold, or another one did not succeed. */
        SKIPPED,
        /** It was still running when this was asked for, or the process that ran it ended. */
        RUNNING,
        /** It failed and is tried again. */
        RETRYING,
        /** It may have happened, and a person has to find out. */
        UNKNOWN,
        /** It waits until work before it is over. */
        WAITS_BEHIND,
        /** Its event waits for one that it belongs after. */
        EARLY,
        /** It waits because its partner is left alone after many failures. */
        LEFT_ALONE,
        /** It waits because its integrator is kept and does not run. */
        LEFT_OUT,
        /** It waits for its turn. */
        WAITING,
        /** The integrator is stopped. */
        STOPPED,
        /** A person has to agree again before the integrator goes on. */
        RECONNECT,
        /** The integrator runs nothing on this event. */
        NOT_LISTENING,
        /** No integrator runs anything on this event. */
        NOBODY_LISTENS,
        /** The phone system has not told of this event. */
        NOT_TOLD,
        /** The event ran on a revision that is not live any more. */
        OLDER_REVISION;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
