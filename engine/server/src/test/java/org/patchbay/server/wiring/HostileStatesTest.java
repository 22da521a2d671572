package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** At every entrance of a template that does not run for somebody, or takes nobody in any more. */
class HostileStatesTest {
    private static final String DOCUMENTS = """
        kind: Template
        name: crm
        state: STATE
        owner: [CC-1]
        baseUrl: "http://HOST"
        parameters: [{ name: key, type: query }]
        defaults: { parameters: [key] }
        link: { scope: user }
        iframe: { title: CRM, fields: [{ label: Name, value: "{{result.find.name?}}" }], buttons: [{ label: Note, action: note }] }
        endpoints:
          - { name: find, type: GetData, trigger: call-start, url: /find, result: { name: name } }
          - { name: note, type: PostData, trigger: action, url: /notes }
          - { name: me, type: GetData, trigger: auth-check, url: /me }
          - { name: pull, type: GetData, trigger: schedule, every: 1h, url: /pull, result: { people: "*" } }
        hooks:
          - { name: told, trigger: call-start, callId: body.id, reply: { wait: 5s, json: { status: "{{run.status}}" } } }
        ---
        { kind: Integrator, name: own, template: crm, callcenterId: CC-1, fields: { key: "1" } }
        ---
        { kind: Integrator, name: other, template: crm, callcenterId: CC-2, fields: { key: "2" } }
        """;

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    private void start(String state) {
        site.crm.answering(_ -> new Replied(200, "{\"name\":\"An\"}"));
        site.write("crm.yaml", DOCUMENTS.replace("HOST", site.crm.host()).replace("STATE", state) + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    private Map<String, Site.Answered> tryAll(String name, String key) {
        var own = "/api/v1/integrators/" + name;
        var wish = "{\"template\":\"%s\",\"name\":\"new\",\"fields\":{\"key\":\"3\"}}";
        var answers = new LinkedHashMap<String, Site.Answered>();
        answers.put("trigger", site.post("/api/v1/triggers/call-start", key, "{\"callId\":\"c1\"}"));
        answers.put("action", site.post(own + "/actions/note", key, "{}"));
        answers.put("hook", site.post("/hooks/" + name + "/told", "", "{\"id\":\"c9\"}"));
        answers.put("check", site.post(own + "/check", key, "{}"));
        answers.put("invitation", site.post("/api/v1/links/crm", key, "{\"user\":\"u1\"}"));
        answers.put("integrator", site.post("/api/v1/integrators", key, wish.formatted("crm")));
        answers.put("integrator of a version", site.post("/api/v1/integrators", key, wish.formatted("crm@1")));
        return answers;
    }

    @ParameterizedTest
    @CsvSource({"draft, CC-1, own", "draft, CC-2, other", "active, CC-2, other", "review, CC-2, other"})
    void what_does_not_run_for_somebody_runs_at_no_entrance(String state, String callCentre, String name) {
        start(state);

        var answers = tryAll(name, site.secretKey(callCentre));

        assertThat(site.crm.asked()).isEmpty();
        assertThat(answers.get("trigger").body().path("status").asText()).isEqualTo("nothing-to-do");
        assertThat(answers.get("action").status()).isEqualTo(409);
        assertThat(answers.get("hook").status()).isEqualTo(401);
        assertThat(answers.get("check").status()).isEqualTo(409);
        assertThat(answers.get("invitation").status()).isEqualTo(404);
        assertThat(answers.get("integrator").status()).isEqualTo(422);
        assertThat(answers.get("integrator of a version").status()).isEqualTo(422);
    }

    @Test
    void what_is_anothers_alone_is_answered_like_what_is_not_there() {
        start("active");
        var key = site.secretKey("CC-2");

        for (var path : List.of("/api/v1/links/", "/api/v1/integrators")) {
            var there = ask(path, "crm", key).replace("`crm`", "");
            var nowhere = ask(path, "crn", key).replace("`crn`", "");

            assertThat(there).isEqualTo(nowhere).doesNotContain("crm");
        }
    }

    private String ask(String path, String template, String key) {
        var address = path.endsWith("/") ? path + template : path;
        var wish = "{\"user\":\"u\",\"template\":\"" + template + "\",\"fields\":{\"key\":\"3\"}}";
        var answer = site.post(address, key, wish);
        return answer.status() + " " + answer.body().path("detail")
                + answer.body().path("findings");
    }

    @Test
    void what_is_deprecated_runs_for_those_who_are_there_and_takes_nobody_in() {
        start("deprecated");

        var answers = tryAll("other", site.secretKey("CC-2"));

        assertThat(site.crm.asked()).extracting(Asked::path).contains("/find", "/notes");
        assertThat(answers.get("trigger").body().path("status").asText()).isEqualTo("succeeded");
        assertThat(answers.get("action").status()).isEqualTo(200);
        assertThat(answers.get("hook").status()).isEqualTo(200);
        assertThat(answers.get("invitation").status()).isEqualTo(404);
        assertThat(answers.get("integrator").status()).isEqualTo(422);
        assertThat(answers.get("integrator of a version").status()).isEqualTo(422);
    }
}
