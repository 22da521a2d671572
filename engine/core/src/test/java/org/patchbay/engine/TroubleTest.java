package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.Decisions.On;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;
import org.patchbay.store.memory.MemoryStore;

/** Much work of which some goes wrong; the full numbers of the promises with {@code -Dpatchbay.long=true}. */
class TroubleTest {
    private static final boolean LONG = Boolean.getBoolean("patchbay.long");
    private static final int LANES = LONG ? 1_000 : 200;
    private static final int IN_A_LANE = 5;
    private static final int MESSAGES = LONG ? 5_000 : 500;
    private static final int LETTERS = LONG ? 10_000 : 1_000;
    private static final int IN_A_CALL = 10;
    /** Each partner has a breaker of its own, and this test is not about breakers. */
    private static final int PARTNERS = 100;

    private final House house = new House(new MemoryStore(), new SettableClock());
    private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

    @AfterEach
    void closes() {
        house.close();
    }

    private void load(String endpoint) {
        house.load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: save, trigger: call-end, url: "/{n}", %s,
                      parameters: [{ name: n, type: path, from: body.n }] }
                """.formatted(endpoint)
                + IntStream.range(0, PARTNERS).mapToObj("""
                        ---
                        { kind: Integrator, name: i%1$d, template: crm, callcenterId: CC-%1$d, host: p%1$d.test }
                        """::formatted).collect(Collectors.joining()));
    }

    private void fire(int call, int number) {
        house.fire(
                "CC-" + call % PARTNERS,
                "call-end",
                "{\"callId\":\"c%d\",\"n\":\"%d-%d\"}".formatted(call, call, number));
    }

    private void note(Request request) {
        var target = request.target().substring(1);
        seen.computeIfAbsent(target.substring(0, target.indexOf('-')), _ -> new CopyOnWriteArrayList<>())
                .add(target);
    }

    /** The clock stands still, so that what is to be tried again never is: nobody else may wait for that. */
    @Test
    void a_call_that_fails_holds_up_itself_and_nobody_else() {
        house.answering(request -> {
            note(request);
            return reply(isPoisoned(request) ? 500 : 201, "{}");
        });
        load("type: PostData, idempotencyKey: header.Idempotency-Key");

        for (var number = 0; number < IN_A_LANE; number++) {
            for (var call = 0; call < LANES; call++) {
                fire(call, number);
            }
        }

        var poisoned = LANES / 10;
        House.until(() -> house.store.lanes().waiting() == poisoned * IN_A_LANE);
        assertThat(seen).hasSize(LANES).allSatisfy((call, numbers) -> {
            var all = inOrder(call, IN_A_LANE);
            assertThat(numbers).isEqualTo(isPoisoned(call) ? all.subList(0, 1) : all);
        });
    }

    private static boolean isPoisoned(Request request) {
        return isPoisoned(request.target().substring(1, request.target().indexOf('-')));
    }

    private static boolean isPoisoned(String call) {
        return call.endsWith("7");
    }

    @Test
    void a_message_that_may_have_left_is_never_sent_again_and_always_listed() {
        house.answering(request -> {
            note(request);
            return ambiguous(Integer.parseInt(
                    request.target().substring(1, request.target().indexOf('-'))));
        });
        load("type: SendSMS");

        for (var call = 0; call < MESSAGES; call++) {
            fire(call, 0);
        }

        House.until(() -> house.store.letters().count(Letter.Kind.UNKNOWN) == MESSAGES);
        assertThat(house.store.lanes().waiting()).isZero();
        assertThat(seen)
                .hasSize(MESSAGES)
                .allSatisfy((_, messages) -> assertThat(messages).hasSize(1));
        assertThat(letters(Letter.Kind.UNKNOWN)).hasSize(MESSAGES);
    }

    /** What nobody can tell from success. */
    private static Reply ambiguous(int call) {
        return switch (call % 5) {
            case 0 -> throw new TransportFailure(TransportFailure.Kind.BROKEN, "reset after the body");
            case 1 -> throw new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer in time");
            case 2 -> reply(408, "{}");
            case 3 -> reply(502, "{}");
            default -> reply(504, "{}");
        };
    }

    @Test
    void dead_letters_that_are_replayed_are_all_delivered_in_their_order_and_under_their_same_keys() {
        var mended = new AtomicBoolean();
        var keys = new ConcurrentHashMap<String, List<String>>();
        house.answering(request -> {
            keys.computeIfAbsent(request.target(), _ -> new CopyOnWriteArrayList<>())
                    .add(request.header("Idempotency-Key").orElse("none"));
            if (mended.get()) {
                note(request);
            }
            return reply(mended.get() ? 201 : 400, "{}");
        });
        die();
        mended.set(true);

        assertThat(house.engine.decisions().replay(filter(Letter.Kind.DEAD), On.PINNED))
                .isEqualTo(LETTERS);

        House.until(() -> house.store.lanes().waiting() == 0);
        assertThat(letters(Letter.Kind.DEAD)).isEmpty();
        assertThat(seen)
                .hasSize(LETTERS / IN_A_CALL)
                .allSatisfy((call, numbers) -> assertThat(numbers).isEqualTo(inOrder(call, IN_A_CALL)));
        assertThat(keys)
                .hasSize(LETTERS)
                .allSatisfy((_, used) -> assertThat(used).hasSize(2).containsOnly(used.getFirst()));
        assertThat(keys.values().stream().map(List::getFirst).distinct()).hasSize(LETTERS);
    }

    private static List<String> inOrder(String call, int events) {
        return IntStream.range(0, events)
                .mapToObj(number -> call + "-" + number)
                .toList();
    }

    private void die() {
        load("type: PostData, idempotencyKey: header.Idempotency-Key");
        for (var number = 0; number < IN_A_CALL; number++) {
            for (var call = 0; call < LETTERS / IN_A_CALL; call++) {
                fire(call, number);
            }
        }
        House.until(() -> house.store.letters().count(Letter.Kind.DEAD) == LETTERS);
        assertThat(letters(Letter.Kind.DEAD))
                .allSatisfy(letter -> assertThat(letter.reason()).contains("400"));
    }

    private List<Letter> letters(Letter.Kind kind) {
        return house.engine.decisions().letters(filter(kind)).toList();
    }

    private static Filter filter(Letter.Kind kind) {
        return new Filter(
                Optional.of(kind), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10_000);
    }
}
