package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.patchbay.server.jdbc.ExecutionsBehind.Sealed;

/** Rows of executions and of their steps, some in each statement: a database takes as long to be asked as to write one. */
final class ExecutionRows {
    /** Few sizes, so that few statements are kept prepared. */
    private static final List<Integer> SIZES = List.of(16, 4, 1);

    /** A longer one goes alone: a database takes no statement of any length. */
    private static final int LONG = 64 << 10;

    private ExecutionRows() {}

    /** Writes them, in place of what was written of the same before. */
    static void write(Session session, List<Sealed> rows) throws SQLException {
        var usual = rows.stream().filter(row -> row.bytes().length <= LONG).toList();
        for (var some : inParts(usual)) {
            writeTogether(session, some);
        }
        for (var row : rows) {
            if (row.bytes().length > LONG) {
                writeTogether(session, List.of(row));
            }
        }
    }

    /** Most executions are new when they are written; only of others something has to be removed. */
    private static void writeTogether(Session session, List<Sealed> rows) throws SQLException {
        var values = rows.stream().flatMap(row -> values(row).stream()).toArray();
        var into =
                "execution (id, call_centre, trigger_name, status, call_id, started_at, revision, document, sealed) values "
                        + tuples("(?, ?, ?, ?, ?, ?, ?, '', ?)", rows.size());
        if (session.add(into, values) < rows.size()) {
            var ids = rows.stream().map(Sealed::id).toArray();
            session.run("delete from execution_step where execution in (" + tuples("?", ids.length) + ")", ids);
            session.run("replace into " + into, values);
        }
        for (var steps : inParts(steps(rows))) {
            session.add(
                    "execution_step (execution, integrator, endpoint) values " + tuples("(?, ?, ?)", steps.size()),
                    steps.stream().flatMap(List::stream).toArray());
        }
    }

    private static List<Object> values(Sealed row) {
        return List.of(
                row.id(),
                row.callCentre(),
                row.trigger(),
                row.status(),
                row.callId(),
                row.startedAt(),
                row.revision(),
                row.bytes());
    }

    private static List<List<String>> steps(List<Sealed> rows) {
        return rows.stream()
                .flatMap(row -> row.steps().stream().map(step -> List.of(row.id(), step.getFirst(), step.getLast())))
                .toList();
    }

    private static String tuples(String one, int number) {
        return String.join(", ", Collections.nCopies(number, one));
    }

    private static <T> List<List<T>> inParts(List<T> all) {
        var parts = new ArrayList<List<T>>();
        var from = 0;
        for (var size : SIZES) {
            for (; all.size() - from >= size; from += size) {
                parts.add(all.subList(from, from + size));
            }
        }
        return parts;
    }
}
