package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.execution;
import static org.patchbay.store.Samples.step;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Store;

/** Executions as older versions left them: as texts in a table without a column of bytes, sealed there or readable. */
class OldExecutionsTest {
    private static final Execution READABLE = execution("e1");
    private static final Execution SEALED = execution("e2", step("acme", "savelog"));
    private static final Execution NEW = execution("e3", step("acme", "savelog"));

    @TempDir
    Path directory;

    @Test
    void are_shown_beside_new_ones_from_the_file_of_a_store() {
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            plant(store);
            store.writer().write(session -> session.run("drop index token_by_owner"));
            store.writer().write(session -> session.run("drop index job_by_call"));
            store.writer().write(OldExecutionsTest::age);
        }

        try (var store = SqliteStore.open(directory, Optional.empty())) {
            shows(store);
        }
    }

    @Test
    void are_shown_beside_new_ones_from_a_database() {
        var address = MysqlAddress.parse(MysqlForTests.shared().database());
        try (var store = MysqlStore.open(address, directory, Optional.empty())) {
            plant(store);
            store.writer().write(OldExecutionsTest::age);
        }

        try (var store = MysqlStore.open(address, directory, Optional.empty())) {
            shows(store);
        }
    }

    private static void plant(Store store) {
        store.journal().append(READABLE);
        store.journal().append(SEALED);
        assertThat(store.journal().list(Filter.newest(10))).hasSize(2);
    }

    /** As the older versions would have written it. */
    private static int age(Session session) throws SQLException {
        var sealed = session.first("select sealed from execution where id = ?", row -> row.bytes("sealed"), SEALED.id())
                .orElseThrow();
        keep(session, SEALED, "~" + Base64.getEncoder().encodeToString(sealed));
        keep(session, READABLE, Texts.write(READABLE));
        session.run("alter table execution drop column sealed");
        session.run("alter table token drop column owner");
        session.run("alter table job drop column call_id");
        return session.run("delete from flyway_schema_history where version in ('18', '19', '20')");
    }

    private static void keep(Session session, Execution execution, String document) throws SQLException {
        session.run("update execution set document = ? where id = ?", document, execution.id());
    }

    private static void shows(Store store) {
        assertThat(store.journal().find(SEALED.id(), Optional.empty())).contains(SEALED);
        store.journal().append(NEW);

        assertThat(store.journal().list(Filter.newest(10))).containsExactly(NEW, SEALED, READABLE);

        store.journal().forgetBodiesBefore(NOON.plusSeconds(1));
        assertThat(store.journal().list(Filter.newest(10)))
                .containsExactly(NEW.withoutBodies(), SEALED.withoutBodies(), READABLE.withoutBodies());
    }
}
