package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.jdbc.LaneAudit;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.jdbc.MysqlStore;

/**
 * Two whole servers on one database, of which one is killed or stands still for longer than its lease while the other goes on (promises
 * 3, 4 and 12). What was accepted is written down by front-ends, what was done by the partner, which answers 500 to three requests of
 * ten, and who had which lane by the database itself. {@code -Dpatchbay.long=true} does 100,000 jobs, {@code -Dpatchbay.kills}
 * strikes so many blows, {@code -Dpatchbay.jobs} does so many.
 */
class TwoNodesTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final int EVENTS = 20;
    private static final int CALLS = Integer.getInteger("patchbay.jobs", LONG ? 100_000 : 2_000) / EVENTS;
    private static final int BLOWS = Integer.getInteger("patchbay.kills", LONG ? 40 : 4);
    private static final long SEED = Long.getLong("patchbay.seed", 20_260_305L);

    private final Deque<Node> nodes = new ArrayDeque<>();
    private final String database = MysqlForTests.shared().database();
    private Trial trial;
    private int born;

    @TempDir
    Path directory;

    /** A process, and the address under which it alone knows the database. */
    private record Node(NodeProcess process, String address) {}

    @BeforeEach
    void opens() throws IOException {
        trial = new Trial(directory, SEED, CALLS);
    }

    @AfterEach
    void ends_everything() {
        trial.close();
    }

    private void joins() throws IOException {
        born++;
        var address = LaneAudit.as("n" + born, database);
        var node = new Node(trial.start(Optional.of(address)), address);
        trial.up.add(node.process());
        nodes.add(node);
    }

    @Test
    void whatever_becomes_of_one_node_all_is_done_in_order_and_what_wakes_up_changes_nothing() throws Exception {
        joins();
        joins();
        var audit = LaneAudit.of(database);
        var begun = System.nanoTime();
        trial.beginInTurn(EVENTS);
        for (var blow = 1; blow <= BLOWS; blow++) {
            trial.awaitDone(blow * CALLS * EVENTS / (BLOWS + 1));
            strike(blow, audit);
        }
        trial.awaitEnd();
        trial.awaitDone();
        var seconds = (System.nanoTime() - begun) / 1_000_000_000L;

        var takenOver = audit.takenOver();
        System.out.printf(
                "MEASURED two nodes: %d blows, %s, %d taken over, %d jobs/s%n",
                BLOWS, trial.told(), takenOver.size(), CALLS * EVENTS / Math.max(1, seconds));
        assertThat(trial.ledger.count()).isEqualTo(CALLS * EVENTS);
        trial.compare(takenOver);
        assertThat(audit.stale())
                .as("written by somebody from whom it had been taken")
                .isEmpty();
        assertThat(takenOver.isEmpty()).as("blows hit something").isEqualTo(BLOWS == 0);
    }

    private void strike(int blow, LaneAudit audit) throws Exception {
        var victim = nodes.removeFirst();
        if (blow % 2 == 0) {
            trial.up.remove(victim.process());
            victim.process().kill();
            joins();
        } else {
            victim.process().stop();
            Site.until(Trial.PATIENCE, () -> audit.held(victim.address()) == 0);
            victim.process().wakeUp();
            nodes.add(victim);
        }
    }

    @Test
    void what_comes_too_early_or_again_or_beside_another_would_be_noticed() {
        done(0);
        done(1);
        trial.compare(List.of());

        trial.recorder.begin("c1", 1, "early");
        assertThatThrownBy(() -> trial.compare(List.of())).hasMessageContaining("early for event 1 of c1");
    }

    @Test
    void what_is_done_again_and_was_in_nobodys_hands_at_a_blow_would_be_noticed() {
        done(0);
        trial.recorder.record("c0", 0, "k0");
        trial.compare(List.of("k0"));
        assertThatThrownBy(() -> trial.compare(List.of("k1"))).hasMessageContaining("done again");

        trial.recorder.begin("c0", 0, "k0");
        trial.recorder.begin("c0", 0, "k0");
        trial.compare(List.of("k0"));
        trial.recorder.begin("c2", 0, "one");
        trial.recorder.begin("c2", 0, "other");
        assertThatThrownBy(() -> trial.compare(List.of("k0"))).hasMessageContaining("at the same time");
    }

    private void done(int number) {
        var key = "k" + number;
        trial.recorder.begin("c0", number, key);
        trial.recorder.end("c0", number, key);
        trial.ledger.note("c0", number);
    }

    @Test
    void what_is_written_by_somebody_from_whom_it_was_taken_would_be_noticed() {
        MysqlStore.open(MysqlAddress.parse(database), directory.resolve("data"), Optional.empty())
                .close();
        var audit = LaneAudit.of(database);
        var one = LaneAudit.as("n1", database);
        var other = LaneAudit.as("n2", database);
        audit.execute("insert into lane (lane, call_centre, priority, due, head) values ('l', 'CC-1', 0, 0, 1)");
        LaneAudit.execute(one, "update lane set owner = 'one', epoch = 1 where lane = 'l'");
        LaneAudit.execute(one, "update lane set lease_until = 1 where lane = 'l'");
        LaneAudit.execute(other, "update lane set owner = 'other', epoch = 2 where lane = 'l'");
        LaneAudit.execute(other, "update lane set lease_until = 2 where lane = 'l'");
        assertThat(audit.stale()).isEmpty();

        LaneAudit.execute(one, "update lane set lease_until = 3 where lane = 'l'");

        assertThat(audit.stale()).singleElement().asString().endsWith("changed lane l");
    }
}
