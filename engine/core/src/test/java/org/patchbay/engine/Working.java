package org.patchbay.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Lanes;
import org.patchbay.store.memory.MemoryStore;

/** A store in memory that knows how many jobs are claimed and have not come to a rest, and a clock that goes only where the next is due. */
final class Working extends ChangedStore {
    private final SettableClock clock;
    private final AtomicInteger running = new AtomicInteger();
    /** How far the clock is off the next time it is moved. */
    private volatile Duration jump = Duration.ZERO;

    Working(SettableClock clock) {
        super(new MemoryStore());
        this.clock = clock;
    }

    /** From now on the clock goes that much too far, then that much too little, and so on. */
    void jump(Duration far) {
        jump = far;
    }

    /** True when nothing is left; moves the clock when nobody is at work. */
    boolean isOver(House house) {
        synchronized (running) {
            if (running.get() == 0) {
                house.store.lanes().nextDue().filter(clock.instant()::isBefore).ifPresent(this::goTo);
            }
        }
        house.engine.wake();
        return house.store.lanes().waiting() == 0;
    }

    private void goTo(Instant due) {
        clock.pass(Duration.between(clock.instant(), due).plus(jump));
        jump = jump.negated();
    }

    @Override
    public Lanes lanes() {
        var lanes = super.lanes();
        return (Lanes) Proxy.newProxyInstance(
                Lanes.class.getClassLoader(), new Class<?>[] {Lanes.class}, (_, method, arguments) -> {
                    try {
                        return count(method.getName(), () -> method.invoke(lanes, arguments));
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private interface Call {
        Object made() throws ReflectiveOperationException;
    }

    private Object count(String method, Call call) throws ReflectiveOperationException {
        synchronized (running) {
            var result = call.made();
            switch (method) {
                case "claim" -> running.addAndGet(((Collection<?>) result).size());
                case "finish", "bury", "postpone", "stepAside", "leave" -> running.decrementAndGet();
                default -> {}
            }
            return result;
        }
    }
}
