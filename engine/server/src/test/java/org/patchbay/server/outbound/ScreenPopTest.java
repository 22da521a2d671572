package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LoadResult;
import org.patchbay.engine.Tools;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.outbound.Partner.Script;
import org.patchbay.spi.Transports;
import org.patchbay.store.memory.MemoryStore;

/**
 * The agent's screen does not wait for a partner that wastes time: every call is answered within its budget and 50 ms, measured against
 * what this machine is late by itself. {@code -Dpatchbay.screenpop.calls=2000} for the long run.
 */
class ScreenPopTest {
    private static final int CALLS = Integer.getInteger("patchbay.screenpop.calls", 160);
    private static final int AT_ONCE = 8;
    private static final Duration BUDGET = Duration.ofMillis(300);
    private static final Duration ALLOWED = Duration.ofMillis(50);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final byte[] MUCH = new byte[64 * 1024];

    private final Map<String, Partner> partners = new LinkedHashMap<>();
    private final MemoryStore store = new MemoryStore();

    @BeforeEach
    void opens_partners_of_every_kind() {
        open("hangs", conversation -> {});
        open("drips", conversation -> {
            conversation.say(OK + "Content-Length: 100000\r\n\r\n");
            while (true) {
                conversation.say(" ");
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        });
        open("half-closes", conversation -> {
            conversation.say(OK + "Content-Length: 1000\r\n\r\n{\"name\":");
            conversation.endSpeech();
        });
        open("never-ends", conversation -> {
            conversation.say(OK + "Content-Length: 10000000000\r\n\r\n");
            while (true) {
                conversation.say(MUCH);
            }
        });
        open("garbage", conversation -> conversation.say("\0\1\2 no HTTP at all\r\n\r\n"));
        open("no-json", conversation -> conversation.say(OK + "Content-Length: 9\r\n\r\n{\"name\": "));
        open("resets", Conversation::reset);
        partners.put("answers", Partner.answering(OK + "Content-Length: 13\r\n\r\n{\"name\":\"An\"}"));
    }

    private void open(String kind, Script script) {
        partners.put(kind, Partner.playing(conversation -> {
            conversation.hear();
            script.play(conversation);
            conversation.hang();
        }));
    }

    @AfterEach
    void closes_them() {
        partners.values().forEach(Partner::close);
        store.close();
    }

    private String documents(String hard) {
        var text = new StringBuilder("""
                kind: Installation
                egress: { allowPrivate: [127.0.0.0/8], allowHttp: ["127.0.0.1"] }
                ---
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                budgets: { call-start: { soft: 150ms, hard: HARD } }
                endpoints:
                  - { name: findContact, type: GetData, trigger: call-start, url: /contact, result: { name: name }, fallback: { name: somebody } }
                  - { name: tickets, type: GetData, trigger: call-start, url: /tickets, after: findContact, result: { name: name } }
                  - { name: note, type: PostData, trigger: call-start, url: /note, body: { at: ring } }
                iframe: { title: "{{result.findContact.name}}" }
                """.replace("HARD", hard));
        partners.forEach((kind, partner) -> text.append("---\n{ kind: Integrator, name: ")
                .append(kind)
                .append(", template: crm, callcenterId: ")
                .append(kind)
                .append(", host: \"127.0.0.1:")
                .append(partner.port())
                .append("\" }\n"));
        return text.toString();
    }

    private Engine engine(String hard, Transports transports) {
        var engine = new Engine(new Tools(store, transports, List.of(), InstantSource.system(), new Random(7)));
        assertThat(engine.load(Map.of("crm.yaml", documents(hard)), "test", Optional.empty()))
                .isInstanceOf(LoadResult.Accepted.class);
        return engine;
    }

    private static Answer ring(Engine engine, String kind, int call) {
        var body =
                JsonNodeFactory.instance.objectNode().put("callId", "c-" + call).put("phone", "0901234567");
        var trigger = new Trigger("call-start", kind, body, Optional.empty(), Optional.empty(), Instant.now());
        return engine.fire(trigger, Optional.empty());
    }

    /** How much later than the budget something came to an end. */
    private static Duration late(Runnable work) {
        var begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun).minus(BUDGET);
    }

    @Test
    void every_call_is_answered_in_time_whatever_the_partner_does() throws Exception {
        try (var engine = engine("300ms", new MicronautTransports(Outbound.LOOPS, "1.2.3"))) {
            var kinds = List.copyOf(partners.keySet());
            partners.keySet().forEach(kind -> ring(engine, kind, -1));

            var machine = new ConcurrentLinkedQueue<Duration>();
            var answers = many(call -> {
                var park = Thread.ofVirtual()
                        .start(() -> machine.add(late(() -> LockSupport.parkNanos(BUDGET.toNanos()))));
                var answered = late(() -> ring(engine, kinds.get(call % kinds.size()), call));
                join(park);
                return answered;
            });

            assertThat(answers).hasSize(CALLS);
            assertThat(worst(answers)).isLessThanOrEqualTo(ALLOWED.plus(worst(List.copyOf(machine))));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_card_says_what_there_is() {
        try (var engine = engine("30s", new MicronautTransports(Outbound.LOOPS, "1.2.3"))) {
            assertThat(title(ring(engine, "answers", 1))).isEqualTo("An");
            assertThat(title(ring(engine, "garbage", 2))).isEqualTo("somebody");
        }
    }

    @Test
    void the_fallback_stands_in_for_a_partner_that_says_nothing() {
        try (var engine = engine("300ms", new MicronautTransports(Outbound.LOOPS, "1.2.3"))) {
            var answer = ring(engine, "hangs", 1);

            assertThat(answer.results().get("hangs").get("findContact").status())
                    .isEqualTo(Step.Status.FALLBACK);
            assertThat(title(answer)).isEqualTo("somebody");
        }
    }

    private static String title(Answer answer) {
        return answer.iframe().getFirst().path("title").asText();
    }

    /** The positive control: an engine that waits for its partner is found out. */
    @Test
    void a_transport_without_a_deadline_would_be_found_late() {
        Transports patient = (_, _) -> (request, _) -> {
            LockSupport.parkNanos(BUDGET.multipliedBy(4).toNanos());
            throw new IllegalStateException("too late for " + request.target());
        };

        var direct = late(() -> {
            try {
                patient.guarded((_, _) -> Optional.empty(), Outbound.MEBIBYTE)
                        .send(Outbound.get("http://127.0.0.1/"), Deadline.in(BUDGET));
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContaining("too late");
            }
        });

        assertThat(direct).isGreaterThan(ALLOWED);
    }

    private interface Measured {
        Duration of(int call) throws IOException;
    }

    private static List<Duration> many(Measured work) throws InterruptedException, ExecutionException {
        var places = new Semaphore(AT_ONCE);
        var results = new ArrayList<Future<Duration>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call = 0; call < CALLS; call++) {
                var number = call;
                places.acquire();
                results.add(threads.submit((Callable<Duration>) () -> {
                    try {
                        return work.of(number);
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        var durations = new ArrayList<Duration>();
        for (var result : results) {
            durations.add(result.get());
        }
        return durations;
    }

    private static Duration worst(List<Duration> durations) {
        return durations.stream().max(Duration::compareTo).orElseThrow();
    }
}
