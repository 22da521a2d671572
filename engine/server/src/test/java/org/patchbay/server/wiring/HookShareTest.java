package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Declined;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** What hooks bring is done in the share of the call centre that it is for (promise 16, decision 0105). */
class HookShareTest {
    private static final String DOCUMENTS = """
        kind: Template
        name: chat
        baseUrl: http://HOST
        parameters: [{ name: key, secret: true }, { name: room }]
        endpoints: [{ name: ask, type: GetData, trigger: [asked, call-start], url: /ask, result: { id: id } }]
        defaults: { hook: { trigger: asked, verify: { carry: { header.X-Key: "{{integrator.key}}" } } } }
        hooks:
          - { name: say, reply: { wait: 30s, json: { id: { $from: result.ask.id } } } }
          - { name: tell }
          - { name: shout, address: shared, correlate: { integrator.room: body.room }, many: all }
        ---
        { kind: Integrator, name: noisy, template: chat, callcenterId: CC-1, fields: { key: k, room: hall } }
        ---
        { kind: Integrator, name: quiet, template: chat, callcenterId: CC-2, fields: { key: k, room: hall } }
        """;

    /** Room for as many calls inside each other as a share has places, in bytes. */
    private static final long DEEP = 1 << 28;

    private final Site site = new Site();

    @BeforeEach
    void start() {
        site.crm.answering(_ -> new Replied(200, "{\"id\":7}"));
        site.write("chat.yaml", DOCUMENTS.replace("HOST", site.crm.host()) + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Site.Answered call(String path, String key) {
        return site.post("/hooks/" + path, "", "{\"room\":\"hall\"}", "X-Key", key);
    }

    /** Does something while all places of call centre CC-1 are taken; by one thread, one inside the other. */
    private void whileFull(Runnable then) throws Exception {
        var door = site.server().context().getBean(Admission.class);
        var taking = new FutureTask<>(() -> take(door, then), "done");
        new Thread(null, taking, "takes-all", DEEP).start();
        taking.get();
    }

    private static void take(Admission door, Runnable then) {
        try {
            door.share("CC-1", () -> {
                take(door, then);
                return "done";
            });
        } catch (Declined full) {
            then.run();
        }
    }

    @Test
    void a_call_centre_without_a_place_is_told_to_come_again_and_the_others_go_on() throws Exception {
        whileFull(() -> {
            for (var path : new String[] {"noisy/say", "noisy/tell"}) {
                var refused = call(path, "k");
                assertThat(refused.status()).as(path).isEqualTo(429);
                assertThat(refused.header("Retry-After").orElse("")).matches("[1-9]\\d*");
            }
            assertThat(site.crm.asked()).isEmpty();
            assertThat(call("quiet/say", "k").body().path("id").asInt()).isEqualTo(7);
            assertThat(call("quiet/tell", "k").status()).isEqualTo(200);
        });

        assertThat(call("noisy/say", "k").body().path("id").asInt()).isEqualTo(7);
    }

    @Test
    void who_knows_no_secret_does_not_learn_who_has_no_place() throws Exception {
        whileFull(() -> {
            assertThat(call("noisy/say", "guessed").status()).isEqualTo(401);
            assertThat(call("nobody/say", "guessed").status()).isEqualTo(401);
        });
    }

    @Test
    void of_a_request_that_means_several_those_who_have_a_place_have_it() throws Exception {
        whileFull(() -> {
            assertThat(call("shared/chat/shout", "k").status()).isEqualTo(429);
            Site.until(() -> site.crm.asked().size() == 1);
        });
    }
}
