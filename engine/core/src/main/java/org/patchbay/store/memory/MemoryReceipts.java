package org.patchbay.store.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.patchbay.store.Receipts;

/** Receipts of this process; when there are very many, some are let go. */
final class MemoryReceipts implements Receipts {
    private static final int MOST = 100_000;

    private final Map<Key, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST).<Key, Kept>build().asMap();

    private record Kept(Request request, Optional<String> answer) {}

    @Override
    public synchronized Verdict begin(Request request, Instant now) {
        var known = Optional.ofNullable(kept.get(request.key()))
                .filter(found -> found.request().expiresAt().isAfter(now));
        if (known.isEmpty()) {
            kept.put(request.key(), new Kept(request, Optional.empty()));
            return new First(request.execution());
        }
        return verdict(known.get(), request, now);
    }

    private Verdict verdict(Kept known, Request request, Instant now) {
        if (!known.request().fingerprint().equals(request.fingerprint())) {
            return new Mismatch();
        }
        if (known.answer().isPresent()) {
            return new Answered(known.answer().get());
        }
        if (known.request().runningUntil().isAfter(now)) {
            return new Running();
        }
        var execution = known.request().execution();
        kept.put(
                request.key(),
                new Kept(
                        new Request(
                                request.key(),
                                request.fingerprint(),
                                execution,
                                request.runningUntil(),
                                request.expiresAt()),
                        Optional.empty()));
        return new First(execution);
    }

    @Override
    public synchronized Optional<String> answered(Key key, Instant now) {
        return Optional.ofNullable(kept.get(key))
                .filter(known -> known.request().expiresAt().isAfter(now))
                .flatMap(Kept::answer);
    }

    @Override
    public synchronized void answer(Key key, String answer) {
        kept.computeIfPresent(key, (_, known) -> new Kept(known.request(), Optional.of(answer)));
    }

    @Override
    public synchronized void release(Key key) {
        kept.remove(key);
    }

    @Override
    public synchronized void forgetBefore(Instant now) {
        kept.values().removeIf(known -> !known.request().expiresAt().isAfter(now));
    }
}
