package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** Of a list that was cut off only the element that was under way is decided about; the list goes on behind it. */
class CutListsTest {
    private static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    private static final String CHECKED = ListsTest.GATEWAY
            .replace("    type: SendSMS", "    type: SendSMS\n    check: look")
            .replace("  - name: report", "  - { name: look, type: GetData, url: /look }\n  - name: report");

    private final Store store = new MemoryStore();
    private final House one = new House(store);
    private final House other = new House(store);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private static Reply answer(Request request) {
        return reply(200, "{\"id\":\"m" + ListsTest.to(request) + "\"}");
    }

    private List<Letter> unknown() {
        return other.engine
                .decisions()
                .letters(ALL)
                .filter(letter -> letter.kind() == Letter.Kind.UNKNOWN)
                .toList();
    }

    /** The first house reaches the second element and is not heard of any more; the other one takes over. */
    private Execution cutOff(String documents, CountDownLatch ends) {
        var reached = new CountDownLatch(1);
        one.answering(request -> {
            if (ListsTest.to(request).equals("2")) {
                reached.countDown();
                House.await(ends);
            }
            return answer(request);
        });
        one.load(documents);
        var id = one.fire("news", ListsTest.THREE).executionId();
        House.await(reached);
        other.answering(CutListsTest::answer).load(documents);
        store.letters()
                .waiting(ALL)
                .filter(job -> job.endpoint().equals("tell"))
                .forEach(store.lanes()::leave);
        other.engine.wake();
        // The first house writes what it knows of it behind its answer.
        House.until(
                () -> other.engine.decisions().execution(id, Optional.empty()).isPresent());
        return other.engine.decisions().execution(id, Optional.empty()).orElseThrow();
    }

    @Test
    void of_a_list_that_was_cut_off_only_that_counts_as_done_which_was_under_way() {
        var ends = new CountDownLatch(1);
        var execution = cutOff(ListsTest.GATEWAY, ends);
        House.until(() -> !unknown().isEmpty());

        assertThat(other.engine.decisions().done(execution, Optional.empty())).isEqualTo(1);

        House.until(() -> !ListsTest.reports(other).isEmpty());
        ends.countDown();
        assertThat(ListsTest.told(other)).containsExactly("3");
        assertThat(ListsTest.reports(other)).containsExactly("{\"told\":[{\"id\":\"m1\"},{},{\"id\":\"m3\"}]}");
    }

    @Test
    void of_a_list_whose_first_element_met_a_fault_of_the_engine_only_that_one_counts_as_done() {
        one.engine.drain(Duration.ofMillis(1));
        other.answering(request -> {
            if (ListsTest.to(request).equals("1")) {
                throw new AssertionError("a fault of the engine");
            }
            return answer(request);
        });
        other.load(ListsTest.GATEWAY);
        var id = other.fire("news", ListsTest.THREE).executionId();
        House.until(() -> !unknown().isEmpty());
        var execution = other.engine.decisions().execution(id, Optional.empty()).orElseThrow();

        assertThat(other.engine.decisions().done(execution, Optional.empty())).isEqualTo(1);

        House.until(() -> !ListsTest.reports(other).isEmpty());
        assertThat(ListsTest.told(other)).containsExactly("1", "2", "3");
        assertThat(ListsTest.reports(other)).containsExactly("{\"told\":[{},{\"id\":\"m2\"},{\"id\":\"m3\"}]}");
    }

    @Test
    void a_list_that_was_cut_off_goes_on_behind_what_its_check_has_found() {
        var ends = new CountDownLatch(1);
        cutOff(CHECKED, ends);

        House.until(() -> !ListsTest.reports(other).isEmpty());
        ends.countDown();
        assertThat(ListsTest.told(other)).containsExactly("3");
    }
}
