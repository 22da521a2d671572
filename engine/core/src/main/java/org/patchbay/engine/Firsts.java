package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.patchbay.store.Custody;
import org.patchbay.store.Receipts;
import org.patchbay.store.StoreUnavailable;

/** Does what happens once only once, however often, at how many nodes and around how many crashes it is told. Thread-safe. */
final class Firsts {
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int LONGEST = 191;

    private final Tools tools;
    private final Custody custody;

    Firsts(Tools tools, Custody custody) {
        this.tools = tools;
        this.custody = custody;
    }

    /**
     * What became of something that happens once.
     *
     * @param execution the one that it is, or was
     */
    record Told(String execution, boolean isFirst) {}

    /** A key of whatever length. */
    static Receipts.Key key(String scope, String value) {
        return new Receipts.Key(scope, value.length() > LONGEST ? "sha256/" + sha256(value) : value);
    }

    /**
     * Does it under an id, unless it was done before. When a process was lost that had begun it, the id is that of its attempt.
     */
    Told once(Receipts.Key key, String id, Consumer<String> work) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var now = tools.clock().instant();
            var owner = tools.store().nodes().own();
            var request = new Receipts.Request(key, "", id, owner, now.plus(REMEMBERED));
            switch (custody.begin(tools.store().receipts(), request, now)) {
                case Receipts.First(var execution) -> {
                    return first(request, execution, work);
                }
                case Receipts.Answered(var execution) -> {
                    return new Told(execution, false);
                }
                case Receipts.Mismatch _ -> {
                    return new Told(id, false);
                }
                case Receipts.Running _ -> await(end);
            }
        }
    }

    private Told first(Receipts.Request request, String execution, Consumer<String> work) {
        var receipts = tools.store().receipts();
        try {
            work.accept(execution);
        } catch (RuntimeException notTaken) {
            custody.pass(receipts, request, execution);
            throw notTaken;
        }
        custody.end(receipts, request, execution, Optional.of(execution));
        return new Told(execution, true);
    }

    private static void await(long end) {
        if (System.nanoTime() > end) {
            throw new StoreUnavailable("the same event came before and is still being taken");
        }
        LockSupport.parkNanos(GLANCE);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
