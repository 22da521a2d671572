package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.store.StoreUnavailable;

/** A database that goes away. */
class MysqlDownTest {
    @TempDir
    Path directory;

    @Test
    void says_that_the_database_cannot_be_reached_and_accepts_nothing() throws Exception {
        var own = MysqlForTests.mariadb();
        Assumptions.assumeTrue(own.isPresent(), "there is no `mariadbd`; install the Debian package mariadb-server");
        try (var server = own.orElseThrow();
                var store = MysqlStore.open(MysqlAddress.parse(server.database()), directory, Optional.empty())) {
            store.lanes().accept(List.of(job("1", "a")));
            server.process().destroyForcibly().waitFor();

            assertThatThrownBy(() -> store.lanes().accept(List.of(job("2", "b"))))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("the database cannot be reached");
            assertThatThrownBy(() -> store.lanes().claim(NOON, 1)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> store.revisions().newest()).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void says_why_a_database_cannot_be_opened_and_which_one() {
        var server = MysqlForTests.shared();
        var database = server.database();
        var name = database.substring(database.lastIndexOf('/') + 1);
        server.execute("drop user if exists 'reader'@'%'");
        server.execute("create user 'reader'@'%' identified by 'reads'");
        server.execute("grant select on " + name + ".* to 'reader'@'%'");

        assertThat(refusal(as("reader:wrong", database)))
                .isEqualTo(
                        "the server of the database does not let this user in with this password: " + as("", database));
        assertThat(refusal(as("reader:reads", database)))
                .isEqualTo("the tables of the store cannot be brought up to date:"
                        + " the user of the database has too few rights; it needs all of them there");
        assertThat(refusal(database + "_gone"))
                .isEqualTo("the server has no such database: " + as("", database) + "_gone");
        assertThat(refusal("mysql://127.0.0.1:1/pb"))
                .isEqualTo("the database cannot be reached: mysql://127.0.0.1:1/pb");
    }

    private static String as(String who, String database) {
        var place = database.substring(database.indexOf('@') + 1);
        return "mysql://" + (who.isEmpty() ? "" : who + "@") + place;
    }

    private String refusal(String address) {
        var refused = catchThrowable(() -> MysqlStore.open(MysqlAddress.parse(address), directory, Optional.empty())
                .close());
        assertThat(refused).isInstanceOf(StoreUnavailable.class);
        return String.valueOf(refused.getMessage());
    }

    @Test
    void shows_neither_user_nor_password_when_an_address_cannot_be_used() {
        assertThatThrownBy(() -> MysqlAddress.parse("mysql://ann:s3cret@host"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageNotContaining("s3cret");
        assertThat(MysqlAddress.parse("mysql://ann:s3%3Acret@db.acme.example/patchbay"))
                .satisfies(address -> {
                    assertThat(address.url()).startsWith("jdbc:mysql://db.acme.example:3306/patchbay?");
                    assertThat(address.url()).doesNotContain("s3");
                    assertThat(address.user()).contains("ann");
                    assertThat(address.password().orElseThrow().reveal()).isEqualTo("s3:cret");
                });
    }
}
