package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Reply;
import org.patchbay.spi.TransportFailure;

class PermitsTest {
    private static final Origin HANGS = Origin.of(URI.create("https://hangs.test"));
    private static final Origin ANSWERS = Origin.of(URI.create("https://answers.test"));
    private static final Reply FINE = new Reply(200, List.of(), new byte[0]);

    private final Permits permits = new Permits(2);

    @Test
    void a_partner_that_hangs_is_sent_no_more_than_so_many_requests_and_others_are() throws Exception {
        var inside = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> permits.under(HANGS, () -> hang(inside, end)));
            var second = threads.submit(() -> permits.under(HANGS, () -> hang(inside, end)));
            inside.await();

            assertThatThrownBy(() -> permits.under(HANGS, () -> FINE))
                    .isInstanceOfSatisfying(
                            TransportFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.CROWDED))
                    .hasMessage("nothing was sent to 'https://hangs.test': it has not answered 2 requests yet");
            assertThat(permits.under(ANSWERS, () -> FINE)).isEqualTo(FINE);

            end.countDown();
            assertThat(first.get()).isEqualTo(FINE);
            assertThat(second.get()).isEqualTo(FINE);
            assertThat(permits.under(HANGS, () -> FINE)).isEqualTo(FINE);
        }
    }

    private static Reply hang(CountDownLatch inside, CountDownLatch end) {
        inside.countDown();
        try {
            end.await();
            return FINE;
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    @Test
    void what_fails_gives_its_permit_back() {
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> permits.under(HANGS, () -> {
                        throw new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer");
                    }))
                    .hasMessage("no answer");
        }

        assertThat(permits.under(HANGS, () -> FINE)).isEqualTo(FINE);
    }
}
