package org.patchbay.workbench.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Manifests of SocialHub become templates that send signed ticket actions. */
class SocialHubImportTest {
    private static final String MANIFEST = """
            { "name": "Customer forum", "branding": { "icon": "https://f.example/i.png", "fallback": "https://f.example/f.png", "color": "#aa3366" },
              "webhook": { "url": "https://bridge.example/webhooks/socialhub", "secret": "a-secret-of-at-least-32-characters" },
              "inbox": { "ticketActions": [
                { "type": "reply", "id": "reply-as-comment", "label": { "en": "Reply", "de": "Antworten" }, "attachments": {},
                  "options": [{ "id": "public", "label": { "en": "Public" } }], "config": { "timeout": { "duration": "24h" } } },
                { "type": "template_reply", "id": "reply-template", "label": { "en": "Template" }, "config": { "templates": { "url": "https://bridge.example/t" } } },
                { "type": "button", "id": "pin", "label": "Pin" } ],
                "rightSidebar": [{ "id": "thread", "treeBuilder": "flatListWithRoot" }] },
              "callbacks": { "channelCreation": "https://bridge.example/create" } }
            """;

    @Test
    void a_manifest_becomes_a_template_whose_tests_pass() {
        var imported = SocialHubImport.of(MANIFEST);

        assertThat(TalkdeskImportTest.troubles(imported)).isEmpty();
        assertThat(imported.document())
                .contains("use: socialhub")
                .contains("youngerThan: ")
                .doesNotContain("a-secret-of-at-least");
        assertThat(imported.notes())
                .anyMatch(note -> note.contains("callbacks.channelCreation"))
                .anyMatch(note -> note.contains("rightSidebar"))
                .anyMatch(note -> note.contains("templates.url"));
    }

    @Test
    void what_an_action_has_beyond_the_template_is_told_and_an_action_of_an_unknown_type_is_left_out() {
        var imported = SocialHubImport.of("""
                { "name": "f", "webhook": { "url": "https://b.example/w" }, "inbox": { "ticketActions": [
                  { "type": "reply", "id": "r", "label": "R", "attachments": { "noText": false }, "color": "red",
                    "config": { "approvalProcess": true, "maxLength": 200, "timeout": { "duration": "2h", "after": "networkCreationTime" } } },
                  { "type": "delete", "id": "d", "label": "D", "config": { "forceTagging": true } },
                  { "type": "dance", "id": "z" }, "button", { "id": "n" }] } }""");

        assertThat(imported.notes())
                .contains(
                        "`color` of `r` was not mapped",
                        "`config.approvalProcess` of `r` was not mapped",
                        "`config.maxLength` of `r` was not mapped",
                        "`config.timeout.after` of `r` was not mapped",
                        "`config.forceTagging` of `d` was not mapped",
                        "`z` was not mapped: `dance` is no type of action")
                .filteredOn(note -> note.contains("no type of action"))
                .hasSize(3);
        assertThat(imported.document()).contains("name: attachment").doesNotContain("dance");
        assertThat(TalkdeskImportTest.troubles(imported)).isEmpty();
    }

    @Test
    void an_empty_manifest_becomes_an_empty_template() {
        var imported = SocialHubImport.of("{\"manifest\":{\"webhook\":null,\"inbox\":{}}}");

        assertThat(imported.notes()).anyMatch(note -> note.contains("no webhook"));
        assertThat(TalkdeskImportTest.troubles(imported)).isEmpty();
    }

    @Test
    void what_is_no_manifest_is_refused() {
        assertThatThrownBy(() -> SocialHubImport.of("{\"a\":1}")).isInstanceOf(Unreadable.class);
    }
}
