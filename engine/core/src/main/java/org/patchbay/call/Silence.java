package org.patchbay.call;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Partners that let requests run out of time, one after the other. From then on one request at a time tries whether that is over, and
 * the others hear at once that nothing was sent: who waits for an answer does not wait in vain, and what hangs holds no places. Any
 * answer ends it. Shared by all revisions; thread-safe.
 */
public final class Silence {
    /** So many in a row. */
    public static final int TIMES = 10;

    private static final State HEARD = new State(0, 0);

    private final ConcurrentMap<String, State> partners = new ConcurrentHashMap<>();

    /** What a request that is over says of its partner. */
    public enum Sign {
        /** It has answered, whatever it said. */
        ANSWERED,
        /** It did not answer in time. */
        SILENT,
        /** Nothing was sent, or nothing came of it that says so. */
        NONE
    }

    private record State(int unanswered, int underWay) {
        boolean isOpen() {
            return unanswered < TIMES || underWay == 0;
        }

        State enter() {
            return new State(unanswered, underWay + 1);
        }

        State leave(Sign sign) {
            return new State(
                    switch (sign) {
                        case ANSWERED -> 0;
                        case SILENT -> Math.min(TIMES, unanswered + 1);
                        case NONE -> unanswered;
                    },
                    underWay - 1);
        }
    }

    /**
     * Sends to that partner.
     *
     * @return what came of it; empty when nothing was sent
     */
    public <T> Optional<T> under(String destination, Supplier<T> send, Function<T, Sign> reading) {
        var entered = new Entered();
        partners.compute(destination, (_, known) -> entered.through(known == null ? HEARD : known));
        if (!entered.isIn) {
            return Optional.empty();
        }
        var sign = Sign.NONE;
        try {
            var came = send.get();
            sign = reading.apply(came);
            return Optional.of(came);
        } finally {
            leave(destination, sign);
        }
    }

    private void leave(String destination, Sign sign) {
        partners.computeIfPresent(destination, (_, state) -> {
            var left = state.leave(sign);
            return left.equals(HEARD) ? null : left;
        });
    }

    /** Whether one came in, decided while nobody else is. */
    private static final class Entered {
        private boolean isIn;

        State through(State state) {
            isIn = state.isOpen();
            return isIn ? state.enter() : state;
        }
    }
}
