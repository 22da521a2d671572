package org.patchbay.server.jdbc;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.sql.SQLException;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Fields;

/** Fields, states and tick boxes in their tables; the values of fields sealed. */
final class SqlFields implements Fields {
    private final Writer writer;
    private final Readers readers;
    private final SealedTrees trees;
    private final ReadThrough<String, Map<String, JsonNode>> fields;
    private final ReadThrough<String, Optional<State>> states;
    private final ReadThrough<Agent, Map<String, Boolean>> options;

    SqlFields(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.trees = trees;
        this.fields = new ReadThrough<>(writer, this::loadFields);
        this.states = new ReadThrough<>(writer, this::loadState);
        this.options = new ReadThrough<>(writer, this::loadOptions);
    }

    private record Agent(String callCentre, String name) {}

    @Override
    public Map<String, JsonNode> stored(String integrator) {
        return fields.get(integrator);
    }

    private Map<String, JsonNode> loadFields(String integrator) {
        return readers
                .read(session -> session.list(
                        "select name, sealed from field where integrator = ?",
                        row -> Map.entry(
                                row.text("name"), trees.open(place(integrator, row.text("name")), row.bytes("sealed"))),
                        integrator))
                .stream()
                .collect(toUnmodifiableMap(Entry::getKey, Entry::getValue));
    }

    @Override
    public void store(String integrator, String field, Optional<JsonNode> value) {
        var sealed = value.map(given -> trees.seal(place(integrator, field), given));
        writer.write(session -> store(session, integrator, field, sealed), _ -> fields.changed(integrator));
    }

    private static int store(Session session, String integrator, String field, Optional<byte[]> sealed)
            throws SQLException {
        SqlIntegrators.changed(session, integrator);
        return sealed.isEmpty()
                ? session.run("delete from field where integrator = ? and name = ?", integrator, field)
                : session.run(
                        "replace into field (integrator, name, sealed) values (?, ?, ?)", integrator, field, sealed);
    }

    /** A row that says nothing stands there while it is decided, so that another node waits for what becomes of it. */
    @Override
    public Optional<JsonNode> change(String integrator, String field, UnaryOperator<Optional<JsonNode>> change) {
        var nothing = trees.seal(place(integrator, field), NullNode.getInstance());
        return writer.write(
                session -> {
                    session.add("field (integrator, name, sealed) values (?, ?, ?)", integrator, field, nothing);
                    var after = change.apply(locked(session, integrator, field));
                    var sealed = after.map(given -> trees.seal(place(integrator, field), given));
                    store(session, integrator, field, sealed);
                    return after;
                },
                _ -> fields.changed(integrator));
    }

    private Optional<JsonNode> locked(Session session, String integrator, String field) throws SQLException {
        return session.first(
                        "select sealed from field where integrator = ? and name = ?"
                                + session.flavour().locking(),
                        row -> trees.open(place(integrator, field), row.bytes("sealed")),
                        integrator,
                        field)
                .filter(value -> !value.isNull());
    }

    static Place place(String integrator, String field) {
        return Place.of("field", integrator, field).ownedBy(integrator);
    }

    @Override
    public Optional<State> state(String integrator) {
        return states.get(integrator);
    }

    private Optional<State> loadState(String integrator) {
        return readers.read(session -> session.first(
                "select word, reason from integrator_state where integrator = ?",
                row -> new State(row.text("word"), row.text("reason")),
                integrator));
    }

    @Override
    public void setState(String integrator, Optional<State> state) {
        writer.write(session -> set(session, integrator, state), _ -> states.changed(integrator));
    }

    private static int set(Session session, String integrator, Optional<State> state) throws SQLException {
        return state.isEmpty()
                ? session.run("delete from integrator_state where integrator = ?", integrator)
                : session.run(
                        "replace into integrator_state (integrator, word, reason) values (?, ?, ?)",
                        integrator,
                        state.get().word(),
                        state.get().reason());
    }

    @Override
    public Map<String, Boolean> options(String callCentre, String agent) {
        return options.get(new Agent(callCentre, agent));
    }

    private Map<String, Boolean> loadOptions(Agent agent) {
        return readers
                .read(session -> session.list(
                        "select name, ticked from agent_option where call_centre = ? and agent = ?",
                        row -> Map.entry(row.text("name"), row.number("ticked") == 1),
                        agent.callCentre(),
                        agent.name()))
                .stream()
                .collect(toUnmodifiableMap(Entry::getKey, Entry::getValue));
    }

    @Override
    public void setOptions(String callCentre, String agent, Map<String, Boolean> set) {
        var whose = new Agent(callCentre, agent);
        var ticks = Map.copyOf(set);
        writer.write(session -> tick(session, whose, ticks), _ -> options.changed(whose));
    }

    private static boolean tick(Session session, Agent agent, Map<String, Boolean> ticks) throws SQLException {
        for (var tick : ticks.entrySet()) {
            session.run(
                    "replace into agent_option (call_centre, agent, name, ticked) values (?, ?, ?, ?)",
                    agent.callCentre(),
                    agent.name(),
                    tick.getKey(),
                    tick.getValue());
        }
        return true;
    }
}
