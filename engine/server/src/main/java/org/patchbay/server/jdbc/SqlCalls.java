package org.patchbay.server.jdbc;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.CallMemory;

/** What calls remember, a row for each name. */
final class SqlCalls implements CallMemory {
    private final Writer writer;
    private final Readers readers;
    private final SealedTrees trees;
    private final ReadThrough<CallKey, Map<String, Remembered>> lately;
    /** What was noted and is on its way to the disk. */
    private final Map<CallKey, Map<String, Remembered>> noted = new ConcurrentHashMap<>();

    SqlCalls(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.trees = trees;
        this.lately = new ReadThrough<>(writer, this::load);
    }

    private final AtomicLong notes = new AtomicLong();

    /**
     * A value with its name.
     *
     * @param note number of the note that it came with; 0 when it was read
     */
    private record Remembered(String name, JsonNode value, Instant until, long note) {
        boolean lives(Instant now) {
            return now.isBefore(until);
        }
    }

    @Override
    public ObjectNode recall(CallKey key, Instant now) {
        var onTheirWay = noted.getOrDefault(key, Map.of()).values();
        var values = JsonNodeFactory.instance.objectNode();
        Stream.concat(lately.get(key).values().stream(), onTheirWay.stream())
                .filter(remembered -> remembered.lives(now))
                .forEach(remembered ->
                        values.set(remembered.name(), remembered.value().deepCopy()));
        return values;
    }

    @Override
    public JsonNode recall(CallKey key, String name, Instant now) {
        return Optional.ofNullable(noted.getOrDefault(key, Map.of()).get(name))
                .or(() -> Optional.ofNullable(lately.get(key).get(name)))
                .filter(remembered -> remembered.lives(now))
                .map(Remembered::value)
                .orElseGet(MissingNode::getInstance);
    }

    /** The rows were changed behind what was read lately. */
    void changed() {
        lately.changed();
    }

    private Map<String, Remembered> load(CallKey key) {
        return byName(readers.read(session -> session.list(
                "select name, sealed, until from call_memory where call_centre = ? and integrator = ? and call_id = ?",
                row -> {
                    var name = row.text("name");
                    return new Remembered(
                            name, trees.open(place(key, name), row.bytes("sealed")), row.time("until"), 0);
                },
                key.callCentre(),
                key.integrator(),
                key.callId())));
    }

    private static Map<String, Remembered> byName(List<Remembered> rows) {
        return rows.stream().collect(toUnmodifiableMap(Remembered::name, row -> row));
    }

    @Override
    public void remember(CallKey key, ObjectNode values, Instant until) {
        var sealed = new HashMap<String, byte[]>();
        values.forEachEntry((name, value) -> sealed.put(name, trees.seal(place(key, name), value)));
        writer.write(
                session -> {
                    for (var value : sealed.entrySet()) {
                        insert(session, key, value.getKey(), value.getValue(), until);
                    }
                    return true;
                },
                _ -> lately.changed(key));
    }

    /** What a later note has replaced before it was written is not written: the state of a call changes several times at once. */
    @Override
    public void note(CallKey key, ObjectNode values, Instant until) {
        var number = notes.incrementAndGet();
        var more = new HashMap<String, Remembered>();
        values.forEachEntry((name, value) -> {
            trees.vault().prepare(place(key, name));
            more.put(name, new Remembered(name, value, until, number));
        });
        noted.merge(key, Map.copyOf(more), SqlCalls::laidOver);
        writer.soon(
                session -> insert(session, key, latest(key, more)),
                written -> {
                    lately.changed(key, known -> laidOver(known, written));
                    arrived(key, written);
                },
                () -> arrived(key, more));
    }

    @Override
    public void hasten() {
        writer.hasten();
    }

    private Map<String, Remembered> latest(CallKey key, Map<String, Remembered> values) {
        var now = noted.getOrDefault(key, Map.of());
        var latest = new HashMap<>(values);
        latest.values().removeIf(value -> !isSame(value, now.get(value.name())));
        return latest;
    }

    private static boolean isSame(Remembered value, @Nullable Remembered other) {
        return other != null && other.note() == value.note();
    }

    private static Map<String, Remembered> laidOver(Map<String, Remembered> before, Map<String, Remembered> more) {
        var all = new HashMap<>(before);
        all.putAll(more);
        return Map.copyOf(all);
    }

    /** Nothing of a note is on its way any more, unless a later one has replaced it. */
    private void arrived(CallKey key, Map<String, Remembered> values) {
        noted.computeIfPresent(key, (_, before) -> {
            var left = new HashMap<>(before);
            left.values().removeIf(value -> isSame(value, values.get(value.name())));
            return left.isEmpty() ? null : Map.copyOf(left);
        });
    }

    private Map<String, Remembered> insert(Session session, CallKey key, Map<String, Remembered> values)
            throws SQLException {
        for (var value : values.values()) {
            insert(session, key, value.name(), trees.seal(place(key, value.name()), value.value()), value.until());
        }
        return values;
    }

    private static void insert(Session session, CallKey key, String name, byte[] sealed, Instant until)
            throws SQLException {
        session.run("""
                replace into call_memory (call_centre, integrator, call_id, name, sealed, until)
                values (?, ?, ?, ?, ?, ?)""", key.callCentre(), key.integrator(), key.callId(), name, sealed, until);
    }

    @Override
    public void open(CallKey key, Instant until) {
        writer.soon(
                session -> session.run(
                        "replace into open_call (call_centre, integrator, call_id, until) values (?, ?, ?, ?)",
                        key.callCentre(),
                        key.integrator(),
                        key.callId(),
                        until),
                _ -> {},
                () -> {});
    }

    @Override
    public void close(CallKey key) {
        writer.soon(
                session -> session.run(
                        "delete from open_call where call_centre = ? and integrator = ? and call_id = ?",
                        key.callCentre(),
                        key.integrator(),
                        key.callId()),
                _ -> {},
                () -> {});
    }

    @Override
    public List<CallKey> overdue(Instant now, int limit) {
        return readers.read(session -> session.list(
                "select call_centre, integrator, call_id from open_call where until < ? order by until limit ?",
                row -> new CallKey(row.text("call_centre"), row.text("integrator"), row.text("call_id")),
                now,
                limit));
    }

    @Override
    public void forgetBefore(Instant now) {
        writer.write(session -> session.run("delete from call_memory where until <= ?", now));
    }

    static Place place(CallKey key, String name) {
        return Place.of("call_memory", key.callCentre(), key.integrator(), key.callId(), name)
                .ownedBy(key.integrator());
    }
}
