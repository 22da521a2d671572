package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    private static final String DESK = """
            kind: Template
            name: desk
            endpoints:
              - { name: find, type: GetData, trigger: call-connect, url: "https://desk.example/t", result: { tickets: "*" } }
              - { name: create, type: PostData, trigger: call-connect, after: find, when: { result.find.tickets: absent }, url: "https://desk.example/t" }
              - { name: touch, type: PostData, trigger: call-connect, when: { result.find.tickets: present }, url: "https://desk.example/u" }
              - { name: late, type: PostData, trigger: call-connect, when: { body.late: true }, url: "https://desk.example/l" }
            ---
            { kind: Integrator, name: acme, template: desk, callcenterId: CC-1 }
            """;

    @TempDir
    private Path directory;

    @Test
    void says_of_what_hangs_on_a_result_that_it_waits_for_it() throws IOException {
        Files.writeString(directory.resolve("desk.yaml"), DESK);

        assertThat(new Session(new MemoryEquipment(), directory)
                        .run("trigger", "call-connect", "callId=c-1", "--dry-run", "--config", "desk.yaml")
                        .out()
                        .lines())
                .containsExactly(
                        "find   GetData   GET",
                        "GET https://desk.example/t",
                        "create   PostData   POST   waits for the result of find",
                        "POST https://desk.example/t",
                        "touch   waits for the result of find",
                        "late   skipped: body.late does not hold",
                        "Nothing was sent. Leave out --dry-run to send it.");
    }
}
