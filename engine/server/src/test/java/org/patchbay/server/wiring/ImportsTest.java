package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.Site.Answered;

/** {@code POST /import/{kind}}: documents of what another system knows, for somebody to look at. */
class ImportsTest {
    private static final String MANIFEST = """
            { "name": "Customer forum",
              "webhook": { "url": "https://bridge.example/in", "secret": "a-secret-of-at-least-32-characters" },
              "inbox": { "ticketActions": [{ "type": "button", "id": "pin", "label": "Pin" }] } }
            """;

    private final Site site = Site.usual();

    @AfterEach
    void closes() {
        site.close();
    }

    private Answered imported(String kind, String... texts) {
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("texts");
        for (var text : texts) {
            list.add(text);
        }
        return site.post("/api/v1/import/" + kind, site.admin(), body.toString());
    }

    @Test
    void a_manifest_becomes_a_document_without_its_secret_and_nothing_is_taken() {
        var answer = imported("socialhub", MANIFEST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/documents/socialhub.yaml").asText())
                .contains("kind: Template")
                .contains("use: socialhub")
                .doesNotContain("a-secret-of-at-least");
        assertThat(answer.body().path("notes").isArray()).isTrue();
        assertThat(site.server().engine().live().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_and_what_is_not_known_is_refused() {
        assertThat(imported("socialhub", "no manifest").problem()).isEqualTo("/problems/bad-input");
        assertThat(imported("socialhub", MANIFEST, MANIFEST).problem()).isEqualTo("/problems/bad-input");
        assertThat(imported("talkdesk").problem()).isEqualTo("/problems/bad-input");
        assertThat(imported("talkdesc", "{}").problem()).isEqualTo("/problems/not-found");
    }
}
