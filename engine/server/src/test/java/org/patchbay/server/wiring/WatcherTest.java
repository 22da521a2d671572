package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;

class WatcherTest {
    private final Site site = new Site();

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    private String documents(String contacts) {
        return Samples.crm(site.crm.host()).replace("url: /contacts", "url: " + contacts);
    }

    private long revision() {
        return site.get("/api/v1/config", site.admin()).body().path("revision").asLong();
    }

    private void rings() {
        site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), "{\"phone\":\"0901234567\"}");
    }

    @Test
    void a_document_is_live_when_it_is_saved() {
        site.write("crm.yaml", documents("/one")).start(Watching.ON);

        site.write("crm.yaml", documents("/two"));

        Site.until(() -> revision() == 2);
        rings();
        assertThat(site.crm.asked("/two")).hasSize(1);
        assertThat(site.said).anyMatch(sentence -> sentence.startsWith("Revision 2 is live"));
    }

    @Test
    void a_document_in_a_new_folder_is_found_and_one_that_goes_away_is_missed() throws IOException {
        site.write("crm.yaml", documents("/one")).start(Watching.ON);

        site.write(
                "team/more.yaml",
                documents("/two")
                        .replace(Samples.LOOPBACK, "")
                        .replace("name: crm", "name: other")
                        .replace("template: crm", "template: other")
                        .replace("name: acme", "name: gamma")
                        .replace("name: beta", "name: delta"));
        Site.until(() -> revision() == 2);
        site.write("team/more.yaml", "");
        Site.until(() -> revision() == 3);
        Files.delete(site.documents().resolve("team/more.yaml"));
        Site.until(() -> revision() == 4);

        assertThat(site.get("/api/v1/integrators", site.admin()).body().path("items"))
                .hasSize(2);
    }

    @Test
    void a_broken_document_changes_nothing_but_is_told_once() {
        site.write("crm.yaml", documents("/one")).start(Watching.ON);

        site.write("crm.yaml", documents("/two").replace("kind: Template", "kind: Templat"));
        Site.until(() -> site.said.contains("Refused. Still serving revision 1."));
        rings();
        site.write("crm.yaml", documents("/three"));
        Site.until(() -> revision() == 2);

        assertThat(site.crm.asked("/one")).hasSize(1);
        assertThat(site.said.stream().filter(sentence -> sentence.startsWith("Refused")))
                .hasSize(1);
    }

    @Test
    void a_link_that_is_swapped_at_once_is_followed() throws IOException {
        var first = Files.createDirectories(site.documents().resolve(".one"));
        var second = Files.createDirectories(site.documents().resolve(".two"));
        Files.writeString(first.resolve("crm.yaml"), documents("/one"));
        Files.writeString(second.resolve("crm.yaml"), documents("/two"));
        Files.createSymbolicLink(site.documents().resolve("crm.yaml"), Path.of(".data/crm.yaml"));
        Files.createSymbolicLink(site.documents().resolve(".data"), Path.of(".one"));
        site.start(Watching.ON);

        Files.createSymbolicLink(site.documents().resolve(".next"), Path.of(".two"));
        Files.move(
                site.documents().resolve(".next"), site.documents().resolve(".data"), StandardCopyOption.ATOMIC_MOVE);

        Site.until(() -> revision() == 2);
        rings();
        assertThat(site.crm.asked("/two")).hasSize(1);
    }
}
