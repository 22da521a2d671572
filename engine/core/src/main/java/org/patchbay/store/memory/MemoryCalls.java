package org.patchbay.store.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.patchbay.store.CallMemory;

/** What calls remember, of the calls that were used last. */
final class MemoryCalls implements CallMemory {
    private static final int CALLS = 10_000;

    private final Cache<CallKey, Map<String, Remembered>> calls =
            Caffeine.newBuilder().maximumSize(CALLS).build();

    private final Map<CallKey, Instant> open = new ConcurrentHashMap<>();

    private record Remembered(JsonNode value, Instant until) {
        boolean lives(Instant now) {
            return now.isBefore(until);
        }
    }

    @Override
    public ObjectNode recall(CallKey key, Instant now) {
        var values = JsonNodeFactory.instance.objectNode();
        calls.asMap().getOrDefault(key, Map.of()).forEach((name, remembered) -> {
            if (remembered.lives(now)) {
                values.set(name, remembered.value().deepCopy());
            }
        });
        return values;
    }

    @Override
    public JsonNode recall(CallKey key, String name, Instant now) {
        var remembered = calls.asMap().getOrDefault(key, Map.of()).get(name);
        return remembered != null && remembered.lives(now) ? remembered.value() : MissingNode.getInstance();
    }

    @Override
    public void remember(CallKey key, ObjectNode values, Instant until) {
        calls.asMap().compute(key, (_, before) -> {
            var all = before == null ? new HashMap<String, Remembered>() : new HashMap<>(before);
            values.forEachEntry((name, value) -> all.put(name, new Remembered(value.deepCopy(), until)));
            return Map.copyOf(all);
        });
    }

    @Override
    public void open(CallKey key, Instant until) {
        open.put(key, until);
    }

    @Override
    public void close(CallKey key) {
        open.remove(key);
    }

    @Override
    public List<CallKey> overdue(Instant now, int limit) {
        return open.entrySet().stream()
                .filter(call -> call.getValue().isBefore(now))
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Forgets what mentions one of those texts, and calls whose id does; how many names. */
    int erase(Predicate<String> mention) {
        open.keySet().removeIf(key -> mention.test(key.callId()));
        return calls.asMap().keySet().stream()
                .mapToInt(key -> erase(key, mention))
                .sum();
    }

    private int erase(CallKey key, Predicate<String> mention) {
        var before = new AtomicInteger();
        calls.asMap().computeIfPresent(key, (_, all) -> {
            var left = new HashMap<>(all);
            left.entrySet()
                    .removeIf(entry -> mention.test(key.callId())
                            || mention.test(
                                    entry.getKey() + " " + entry.getValue().value()));
            before.set(all.size() - left.size());
            return left.isEmpty() ? null : Map.copyOf(left);
        });
        return before.get();
    }

    @Override
    public void forgetBefore(Instant now) {
        calls.asMap().values().removeIf(all -> all.values().stream().noneMatch(value -> value.lives(now)));
    }
}
