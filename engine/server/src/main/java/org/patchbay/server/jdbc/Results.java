package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;

/** What the steps of an execution left for the later ones, sealed. */
record Results(SealedTrees trees) {
    /** What a step left, ready to be written. */
    record Sealed(Left left, byte[] bytes) {
        void keep(Session session) throws SQLException {
            session.run(
                    "replace into job_result (execution, integrator, endpoint, sealed, accepted_at) values (?, ?, ?, ?, ?)",
                    left.execution(),
                    left.integrator(),
                    left.endpoint(),
                    bytes,
                    left.since());
        }
    }

    Sealed sealed(Job job, JsonNode result) {
        return sealed(Left.of(job, result));
    }

    Sealed sealed(Left left) {
        return new Sealed(left, trees.seal(place(left.execution(), left.integrator(), left.endpoint()), left.result()));
    }

    List<Sealed> sealed(List<Left> left) {
        return left.stream().map(this::sealed).toList();
    }

    static void keep(Session session, List<Sealed> left) throws SQLException {
        for (var one : left) {
            one.keep(session);
        }
    }

    /** Writes what is left of an element of a list, or takes it back. */
    Work<Integer> element(Job job, int element, Optional<JsonNode> left) {
        if (left.isPresent()) {
            var sealed = sealed(Left.of(job, element, left.get()));
            return session -> {
                sealed.keep(session);
                return 1;
            };
        }
        var gone = Left.of(job, element, MissingNode.getInstance());
        return session -> session.run(
                "delete from job_result where execution = ? and integrator = ? and endpoint = ?",
                gone.execution(),
                gone.integrator(),
                gone.endpoint());
    }

    JsonNode all(Session session, String execution, String integrator) throws SQLException {
        var all = JsonNodeFactory.instance.objectNode();
        session.list(
                "select endpoint, sealed from job_result where execution = ? and integrator = ?",
                row -> {
                    var place = place(execution, integrator, row.text("endpoint"));
                    return all.set(row.text("endpoint"), trees.open(place, row.bytes("sealed")));
                },
                execution,
                integrator);
        return all;
    }

    static int forget(Session session, String execution) throws SQLException {
        return session.run("delete from job_result where execution = ?", execution);
    }

    static int forgetBefore(Session session, Instant time) throws SQLException {
        return session.run(
                "delete from job_result where accepted_at < ?"
                        + " and not exists (select 1 from job where job.execution = job_result.execution)",
                time);
    }

    static Place place(String execution, String integrator, String endpoint) {
        return Place.of("job_result", execution, integrator, endpoint).ownedBy(integrator);
    }
}
