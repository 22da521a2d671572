package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** config-examples/idonethis/entry-hooks.yaml as it stands, on a clock that goes only where the next try is due (demonstration D9). */
class EntryHooksTest {
    private final SettableClock clock = new SettableClock();
    private final Working working = new Working(clock);
    private final House house = new House(working, clock);
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Duration> times = new CopyOnWriteArrayList<>();

    @BeforeEach
    void loads_the_example() {
        house.engine.load(Map.of("entry-hooks.yaml", example() + """
                        ---
                        { kind: Integrator, name: sink, template: entry-hooks, callcenterId: CC-1, fields: { targetUrl: "https://sink.test/in" } }
                        """), "test", Optional.empty());
    }

    @AfterEach
    void closes() {
        house.close();
        assertThat(complaints).isEmpty();
    }

    private static String example() {
        try {
            return Files.readString(Path.of(
                    System.getProperty("patchbay.root", "../.."), "config-examples", "idonethis", "entry-hooks.yaml"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Tells of an entry; the times of all tries, until there are no more. */
    private List<Duration> tries(Function<Integer, Reply> subscriber) {
        var begin = clock.instant();
        house.answering(request -> {
            if (!strict(request)) {
                complaints.add(request + " " + new String(request.body(), StandardCharsets.UTF_8));
            }
            times.add(Duration.between(begin, clock.instant()));
            return subscriber.apply(times.size());
        });
        house.fire("entry-created", "{\"entry\":{\"hash_id\":\"e1\"}}");
        House.until(() -> working.isOver(house));
        return times;
    }

    private static boolean strict(Request request) {
        return request.method() == Method.POST
                && URI.create(request.url()).getPath().equals("/in")
                && header(request, "X-IDT-Event").equals("entry_created")
                && header(request, "Content-Type").startsWith("application/json")
                && new String(request.body(), StandardCharsets.UTF_8).equals("[{\"hash_id\":\"e1\"}]");
    }

    private static String header(Request request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value())
                .findFirst()
                .orElse("");
    }

    private static List<Duration> minutes(int... minutes) {
        return java.util.Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList();
    }

    @Test
    void a_subscriber_that_is_down_is_tried_at_the_times_that_are_written() {
        assertThat(tries(_ -> House.reply(500, "{}"))).isEqualTo(minutes(0, 10, 20, 35, 65, 125, 245));
        assertThat(house.store.fields().state("sink")).isEmpty();
    }

    @Test
    void a_subscriber_that_comes_to_itself_and_is_gone_is_tried_no_more() {
        assertThat(tries(number -> House.reply(number < 3 ? 500 : 410, "{}"))).isEqualTo(minutes(0, 10, 20));
        assertThat(house.store.fields().state("sink"))
                .hasValueSatisfying(state -> assertThat(state.word()).isEqualTo("removed"));
        var before = times.size();

        house.fire("entry-created", "{\"entry\":{\"hash_id\":\"e1\"}}");

        House.until(house.engine::isAtRest);
        assertThat(times).hasSize(before);
    }
}
