package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.store.Journal.Filter;

class QueryTest {
    private static final Optional<String> ANY = Optional.empty();

    @TempDir
    Path directory;

    static Stream<Filter> pages() {
        return Stream.of(
                Filter.newest(50),
                filter(Optional.of("42"), ANY, ANY, ANY),
                filter(ANY, Optional.of("acme"), ANY, ANY),
                filter(ANY, ANY, Optional.of("savelog"), ANY),
                filter(Optional.of("42"), Optional.of("acme"), Optional.of("savelog"), ANY),
                filter(ANY, ANY, ANY, Optional.of("call-7")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void reads_a_page_in_order_from_an_index_and_sorts_nothing(Filter filter) {
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            assertThat(plan(store, Query.of(filter))).isNotEmpty().noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void finds_the_few_that_failed_through_their_own_index() {
        var newest = Filter.newest(50);
        var failed = new Filter(ANY, ANY, ANY, ANY, ANY, ANY, newest.since(), newest.revision(), true, ANY, 50);

        try (var store = SqliteStore.open(directory, Optional.empty())) {
            assertThat(plan(store, Query.of(failed))).anyMatch(step -> step.contains("execution_that_failed"));
        }
    }

    private static List<String> plan(SqliteStore store, Query query) {
        return store.writer()
                .write(session ->
                        session.list("explain query plan " + query.sql(), row -> row.text("detail"), query.values()));
    }

    private static Filter filter(
            Optional<String> callCentre,
            Optional<String> integrator,
            Optional<String> endpoint,
            Optional<String> callId) {
        return new Filter(
                callCentre,
                integrator,
                endpoint,
                ANY,
                ANY,
                callId,
                Optional.of(NOON),
                Optional.of(3L),
                false,
                Optional.of("e9"),
                50);
    }
}
