package org.patchbay.server.jdbc;

import static org.patchbay.store.Samples.NOON;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.patchbay.store.Samples;

/** A process that writes as fast as it can, and prints what was acknowledged, until it is killed. */
final class Acknowledger {
    private static final int CALLERS = 32;

    private Acknowledger() {}

    /** How it writes. */
    enum Way {
        /** Jobs and revisions, printed when they are on disk. */
        DURABLE,
        /** The same in a store that does not sync with every commit. */
        UNSYNCED,
        /** Executions, printed when they were handed over: the way that loses some. */
        BEHIND
    }

    public static void main(String[] arguments) {
        var store = SqliteStore.open(Path.of(arguments[0]), Optional.empty());
        var run = arguments[2];
        if (Way.valueOf(arguments[1]) == Way.UNSYNCED) {
            syncNoMore(store);
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < CALLERS; caller++) {
                var name = run + "/" + caller + "/";
                Consumer<String> write = switch (Way.valueOf(arguments[1])) {
                    case DURABLE, UNSYNCED -> id -> accept(store, id);
                    case BEHIND -> id -> append(store, id);
                };
                callers.execute(
                        () -> Stream.iterate(0, number -> number + 1).forEach(number -> write.accept(name + number)));
            }
        }
    }

    /** A defect, planted: it cannot be changed within a transaction, and the writer begins one. */
    private static void syncNoMore(SqliteStore store) {
        store.writer().write(session -> {
            session.run("commit");
            session.run("pragma synchronous = normal");
            return session.run("begin immediate");
        });
    }

    private static void accept(SqliteStore store, String id) {
        store.lanes().accept(List.of(Samples.job(id, id)));
        say("job", id);
        if (id.endsWith("5")) {
            say("revision", Long.toString(store.revisions().keep(id, Map.of("a.yaml", id), "ann", NOON)));
        }
    }

    private static void append(SqliteStore store, String id) {
        store.journal().append(Samples.execution(id));
        say("execution", id);
    }

    /** The point at the end tells a whole line from one that was cut. */
    private static void say(String what, String id) {
        System.out.println(what + " " + id + " .");
    }
}
