package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.People.Half;
import org.patchbay.server.jdbc.People.Moment;
import org.patchbay.server.jdbc.Synchronizer.Way;
import org.patchbay.server.wiring.Jvm;
import org.patchbay.store.Synchronizations.Filter;
import org.patchbay.store.Synchronizations.Kept;
import org.patchbay.store.Synchronizations.Kind;

/** Kills a process that synchronizes 10,000 contacts, at random pages, and looks what it has in the end (hard case H12). */
class SyncKillTest {
    private static final int KILLS = Integer.getInteger("patchbay.kills", 20);
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_302L);

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void has_every_contact_once_and_lost_no_page() throws Exception {
        var moments = moments(KILLS);
        try (var partner = new People(moments)) {
            synchronize(Way.DURABLE, partner, moments.size());

            try (var store = SqliteStore.open(directory, Optional.empty())) {
                assertThat(ids(store)).hasSize(People.PAGES * People.ON_A_PAGE).doesNotHaveDuplicates();
                assertThat(new HashSet<>(ids(store))).isEqualTo(new HashSet<>(allIds()));
                assertThat(store.synchronizations().progress(Synchronizer.PLACE).checkpoint())
                        .contains(TextNode.valueOf("c" + (People.PAGES - 1)));
                assertThat(store.lanes().waiting()).isZero();
            }
            assertThat(new HashSet<>(partner.asked)).hasSize(People.PAGES);
            assertThat(partner.asked.size()).isBetween(People.PAGES, People.PAGES + moments.size());
        }
    }

    @Test
    void would_be_caught_if_it_lost_a_page() throws Exception {
        var moments = List.of(new Moment(7, Half.UNANSWERED));
        try (var partner = new People(moments)) {
            synchronize(Way.BEHIND, partner, 1);

            try (var store = SqliteStore.open(directory, Optional.empty())) {
                assertThat(ids(store)).hasSize((People.PAGES - 1) * People.ON_A_PAGE);
            }
        }
    }

    /** Different pages in their order, half of the time before the page was sent. */
    private List<Moment> moments(int count) {
        return random.ints(1, People.PAGES)
                .distinct()
                .limit(count)
                .sorted()
                .mapToObj(page -> new Moment(page, random.nextBoolean() ? Half.UNANSWERED : Half.ANSWERED))
                .toList();
    }

    private void synchronize(Way way, People partner, int kills) throws IOException, InterruptedException {
        for (var kill = 0; kill < kills; kill++) {
            var child = start(way, partner);
            try {
                partner.reached.take();
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        var last = start(way, partner);
        try {
            assertThat(last.waitFor()).isZero();
        } finally {
            last.destroyForcibly();
        }
    }

    private Process start(Way way, People partner) throws IOException {
        return Jvm.of(Synchronizer.class, List.of(), directory.toString(), way.name(), String.valueOf(partner.port()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> ids(SqliteStore store) {
        return store.synchronizations().list(Filter.all("acme", Kind.CONTACTS, 1_000_000)).stream()
                .map(Kept::id)
                .toList();
    }

    private static List<String> allIds() {
        return IntStream.range(0, People.PAGES * People.ON_A_PAGE)
                .mapToObj(String::valueOf)
                .toList();
    }
}
