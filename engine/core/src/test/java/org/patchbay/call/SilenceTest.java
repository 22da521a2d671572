package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.patchbay.call.Silence.Sign;

class SilenceTest {
    private static final String CRM = "acme at crm.example";

    private final Silence silence = new Silence();
    private final List<Sign> sent = new ArrayList<>();

    private Optional<Sign> send(Sign sign) {
        return send(CRM, sign);
    }

    private Optional<Sign> send(String destination, Sign sign) {
        return silence.under(destination, () -> sent(sign), came -> came);
    }

    private Sign sent(Sign sign) {
        sent.add(sign);
        return sign;
    }

    private void falls_silent() {
        for (var time = 1; time <= Silence.TIMES; time++) {
            assertThat(send(Sign.SILENT)).isPresent();
        }
    }

    /** Is at it while the work is done, and then gets no answer. */
    private void while_one_tries(Supplier<Runnable> work) throws InterruptedException, ExecutionException {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = pool.submit(() -> silence.under(CRM, () -> waiting(begun, end), came -> came));
            begun.await();
            var after = work.get();
            end.countDown();
            assertThat(one.get()).contains(Sign.SILENT);
            after.run();
        }
    }

    private static Sign waiting(CountDownLatch begun, CountDownLatch end) {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Sign.SILENT;
    }

    @Test
    void a_partner_that_was_silent_often_enough_gets_one_request_at_a_time()
            throws InterruptedException, ExecutionException {
        falls_silent();

        while_one_tries(() -> {
            assertThat(send(Sign.ANSWERED)).isEmpty();
            return () -> assertThat(send(Sign.SILENT)).isPresent();
        });
        assertThat(sent).hasSize(Silence.TIMES + 1).containsOnly(Sign.SILENT);
    }

    @Test
    void one_that_has_answered_before_gets_all() throws InterruptedException, ExecutionException {
        falls_silent();
        send(Sign.ANSWERED);

        while_one_tries(() -> {
            assertThat(send(Sign.ANSWERED)).isPresent();
            return () -> {};
        });
    }

    @Test
    void an_answer_in_between_begins_the_count_anew() throws InterruptedException, ExecutionException {
        for (var time = 0; time < 3 * Silence.TIMES; time++) {
            send(time % Silence.TIMES == 0 ? Sign.ANSWERED : Sign.SILENT);
        }

        while_one_tries(() -> {
            assertThat(send(Sign.NONE)).isPresent();
            return () -> {};
        });
    }

    @Test
    void what_was_never_sent_says_nothing() throws InterruptedException, ExecutionException {
        falls_silent();
        send(Sign.NONE);

        while_one_tries(() -> {
            assertThat(send(Sign.ANSWERED)).isEmpty();
            return () -> {};
        });
    }

    @Test
    void what_fails_says_nothing_and_does_not_stay_under_way() {
        falls_silent();
        assertThatThrownBy(() -> silence.under(
                        CRM,
                        () -> {
                            throw new IllegalStateException("refused");
                        },
                        _ -> Sign.ANSWERED))
                .hasMessage("refused");

        assertThat(send(Sign.SILENT)).isPresent();
    }

    @Test
    void the_silence_of_one_is_not_that_of_another() throws InterruptedException, ExecutionException {
        falls_silent();

        while_one_tries(() -> {
            assertThat(send("other at crm.example", Sign.ANSWERED)).isPresent();
            return () -> {};
        });
    }
}
