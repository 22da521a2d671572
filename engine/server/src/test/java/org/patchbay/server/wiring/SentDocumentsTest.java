package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.server.http.Role;

/** Viewers may have documents looked at: what those name is not told to them. */
class SentDocumentsTest {
    private static final Site SITE = Site.usual();

    @AfterAll
    static void stops_the_server() {
        SITE.close();
    }

    private static String told(String way, String template) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("documents")
                .put(
                        "sent.yaml",
                        "kind: Integrator\nname: sent\ncallcenterId: CC-1\nhost: crm.example\ntemplate: \"" + template
                                + "\"\n");
        return SITE.post("/api/v1/config/" + way, SITE.adminKey(Role.VIEWER), body.toString())
                .body()
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "plan"})
    void a_secret_that_documents_name_is_not_told_to_viewers(String way) {
        SITE.send("PUT", "/api/v1/secrets/sent", SITE.admin(), "{\"value\":\"hunter2-of-the-owner\"}");

        assertThat(told(way, "${secret:sent}")).contains("${secret:sent}").doesNotContain("hunter2");
        assertThat(told(way, "${env:PATH}")).contains("${env:PATH}").doesNotContain(System.getenv("PATH"));
    }

    @Test
    void the_keys_of_the_server_are_found_by_no_reference() {
        var key = SITE.directory.resolve("data").resolve("master.key");

        assertThat(key).exists();
        assertThat(told("validate", "${file:" + key + "}")).contains("was not found");
        assertThat(told("validate", "${file:/proc/self/environ}")).contains("was not found");
    }
}
