package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {
    @TempDir
    Path outside;

    @Test
    void what_a_link_out_of_the_directory_leads_to_is_not_walked_through() throws IOException {
        var root = Files.createDirectories(outside.resolve("config"));
        Files.writeString(root.resolve("crm.yaml"), "a: 1");
        var elsewhere = Files.createDirectories(outside.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("other.yaml"), "a: 1");
        Files.createSymbolicLink(root.resolve("all"), elsewhere);

        var seen = Footprint.of(root);

        assertThat(seen.files()).containsOnlyKeys(root.resolve("crm.yaml").toString());
    }

    @Test
    void a_link_that_is_refused_is_a_change_too() throws IOException {
        var before = Footprint.of(outside);

        Files.createSymbolicLink(outside.resolve("lost.yaml"), outside.resolve("nowhere.yaml"));

        assertThat(Footprint.of(outside)).isNotEqualTo(before);
    }
}
