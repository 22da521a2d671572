package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** 200 reloads, every third of them broken, while calls go on without a pause. */
class ReloadStormTest {
    private static final int RELOADS = 200;
    private static final int CALLERS = 6;
    private final Site site = new Site();

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    /** Documents that write one and the same mark into address, header and body. */
    private String marked(String mark) {
        return Samples.LOOPBACK + """
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            endpoints:
              - name: note
                type: PostData
                trigger: call-start
                timeout: 3s
                url: /notes/MARK
                parameters: [{ name: mark, type: header, key: X-Mark, value: MARK }]
                body: { mark: MARK, call: "{{body.callId}}" }
                result: { mark: mark }
              - name: later
                type: PostData
                trigger: call-start
                delivery: background
                url: /later/MARK
                parameters: [{ name: mark, type: header, key: X-Mark, value: MARK }]
                body: { mark: MARK, call: "{{body.callId}}" }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "HOST" }
            """.replace("MARK", mark).replace("HOST", site.crm.host());
    }

    private static String broken(String documents) {
        return documents.replace("trigger: call-start", "trigger: call-strat");
    }

    @Test
    void no_call_fails_and_no_request_mixes_two_revisions() throws Exception {
        site.crm.answering(asked -> new Replied(200, asked.body()));
        site.write("crm.yaml", marked("m0")).start(Watching.OFF);
        var key = site.secretKey();
        var failures = new ConcurrentLinkedQueue<String>();
        var calls = new AtomicInteger();
        var over = new AtomicBoolean();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<?>>();
            for (var i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> {
                    while (!over.get()) {
                        call(key, "c-" + calls.incrementAndGet(), failures);
                    }
                }));
            }
            reload();
            over.set(true);
            for (var caller : callers) {
                caller.get();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(calls).hasValueGreaterThan(RELOADS);
        Site.until(() -> site.server().engine().tools().store().lanes().waiting() == 0);
        assertUnmixed(calls.get());
    }

    private void call(String key, String callId, ConcurrentLinkedQueue<String> failures) {
        var answer = site.post(
                "/api/v1/triggers/call-start", key, "{\"callcenterId\":\"CC-1\",\"callId\":\"" + callId + "\"}");
        var step = answer.body().at("/results/acme/note");
        if (answer.status() >= 300 || !step.path("status").asText().equals("succeeded")) {
            failures.add(
                    callId + ": " + answer.status() + " " + answer.response().body());
        }
    }

    private void reload() {
        for (var i = 1; i <= RELOADS; i++) {
            var documents = marked("m" + i);
            var body = JsonNodeFactory.instance.objectNode();
            body.putObject("documents").put("crm.yaml", i % 3 == 0 ? broken(documents) : documents);
            var answer = site.post("/api/v1/config/reload", site.admin(), body.toString());
            assertThat(answer.status()).isEqualTo(i % 3 == 0 ? 422 : 200);
        }
    }

    private void assertUnmixed(int calls) {
        var notes = site.crm.asked().stream()
                .filter(asked -> asked.path().startsWith("/notes/"))
                .toList();
        var later = site.crm.asked().stream()
                .filter(asked -> asked.path().startsWith("/later/"))
                .toList();
        assertThat(notes).hasSize(calls).allSatisfy(ReloadStormTest::assertOneMark);
        assertThat(later).hasSize(calls).allSatisfy(ReloadStormTest::assertOneMark);
        assertThat(marks(notes).values().stream().distinct().count()).isGreaterThan(20);
        assertThat(marks(later)).isEqualTo(marks(notes));
    }

    private static void assertOneMark(Asked asked) {
        var inPath = asked.path().substring(asked.path().lastIndexOf('/') + 1);
        assertThat(asked.header("x-mark")).isEqualTo(inPath);
        assertThat(Site.json(asked.body()).path("mark").asText()).isEqualTo(inPath);
    }

    /** The mark of each call: work that goes on in the background ends on the revision that the call began with. */
    private static Map<String, String> marks(List<Asked> asked) {
        return asked.stream()
                .collect(Collectors.toMap(
                        one -> Site.json(one.body()).path("call").asText(), one -> one.header("x-mark")));
    }
}
