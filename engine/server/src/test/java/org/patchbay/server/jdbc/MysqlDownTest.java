package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
