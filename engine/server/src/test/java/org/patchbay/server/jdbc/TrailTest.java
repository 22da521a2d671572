package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.store.Audit.Deed;

/** Somebody who can write into the file changes the trail of what was changed. */
class TrailTest {
    @TempDir
    private Path directory;

    private SqliteStore filled() {
        var store = SqliteStore.open(directory, Optional.empty());
        IntStream.rangeClosed(1, 9)
                .forEach(number -> store.audit()
                        .add(new Deed(Instant.EPOCH.plusSeconds(number), "key_1", "PUT /secrets/s" + number, "204")));
        return store;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set who = 'key_2' where number = 5",
                "update audit set outcome = '403' where number = 5",
                "update audit set at = at + 1000000000 where number = 5",
                "delete from audit where number = 5",
                "update audit set hash = (select hash from audit where number = 4) where number = 5"
            })
    void an_entry_that_was_altered_or_left_out_shows(String change) {
        try (var store = filled()) {
            store.writer().write(session -> session.run(change));

            assertThat(store.audit().review().brokenAt()).isBetween(5L, 6L);
        }
    }

    @Test
    void a_trail_that_nobody_touched_is_whole() {
        try (var store = filled()) {
            assertThat(store.audit().review().brokenAt()).isZero();
        }
    }
}
