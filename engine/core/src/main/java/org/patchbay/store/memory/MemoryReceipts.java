package org.patchbay.store.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
        return verdict(known.get(), request);
    }

    private static Verdict verdict(Kept known, Request request) {
        if (!known.request().fingerprint().equals(request.fingerprint())) {
            return new Mismatch();
        }
        if (known.answer().isPresent()) {
            return new Answered(known.answer().get());
        }
        return new Running(known.request().execution(), known.request().owner());
    }

    @Override
    public synchronized boolean takeOver(Key key, String from, String to) {
        var known = Optional.ofNullable(kept.get(key)).filter(found -> isOpen(found, from));
        known.map(Kept::request)
                .ifPresent(request -> kept.put(
                        key,
                        new Kept(
                                new Request(key, request.fingerprint(), request.execution(), to, request.expiresAt()),
                                Optional.empty())));
        return known.isPresent();
    }

    private static boolean isOpen(Kept known, String owner) {
        return known.answer().isEmpty() && known.request().owner().equals(owner);
    }

    @Override
    public synchronized Optional<String> answered(Key key, Instant now) {
        return Optional.ofNullable(kept.get(key))
                .filter(known -> known.request().expiresAt().isAfter(now))
                .flatMap(Kept::answer);
    }

    @Override
    public synchronized void answer(Key key, String owner, String answer) {
        kept.computeIfPresent(
                key, (_, known) -> isOpen(known, owner) ? new Kept(known.request(), Optional.of(answer)) : known);
    }

    @Override
    public synchronized void release(Key key, String owner) {
        kept.computeIfPresent(key, (_, known) -> isOpen(known, owner) ? null : known);
    }

    @Override
    public synchronized void forget(Key key) {
        kept.remove(key);
    }

    /** Forgets those of these executions, and what mentions one of those texts; how many. */
    synchronized int erase(Set<String> executions, Predicate<String> mention) {
        var before = kept.size();
        kept.entrySet()
                .removeIf(
                        entry -> executions.contains(entry.getValue().request().execution())
                                || mention.test(entry.getKey() + " " + entry.getValue()));
        return before - kept.size();
    }

    @Override
    public synchronized void forgetBefore(Instant now) {
        kept.values().removeIf(known -> !known.request().expiresAt().isAfter(now));
    }
}
