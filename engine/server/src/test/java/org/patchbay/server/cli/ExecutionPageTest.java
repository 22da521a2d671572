package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionPageTest {
    private static final String HEAD = """
            "id":"01JX","trigger":"call-start","callId":"c-1","startedAt":"2026-01-02T03:04:05Z","durationMs":41,""";

    private static final String REFUSED = step("failed", 401) + ",\"problem\":{\"message\":\"answered 401\"}}";

    @TempDir
    private Path directory;

    private PretendServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PretendServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String shown(String execution) {
        server.answers("GET /api/v1/executions/01JX", 200, "{" + HEAD + execution + "}");
        return new Session(new MemoryEquipment(), directory)
                .with("PATCHBAY_URL", server.url())
                .with("PATCHBAY_KEY", "ak_1")
                .run("executions", "show", "01JX")
                .out();
    }

    private static String step(String status, int answered) {
        return """
                {"integrator":"acme","endpoint":"findContact","status":"%s","attempt":1,"durationMs":31,\
                "request":{"method":"GET","url":"https://crm.test/c"},"response":{"status":%d}\
                """.formatted(status, answered).strip();
    }

    @Test
    void the_rows_of_a_list_are_read_whether_they_open_something_or_not() {
        var card = """
                "status":"succeeded","steps":[],"iframe":[{"title":"An","list":{"title":"Open tickets",\
                "items":[{"text":"#31 Late parcel","url":"https://crm.test/31"},"#32 Refund"]}}]""";

        assertThat(shown(card)).endsWith("│ Open tickets: #31 Late parcel · #32 Refund\n    └\n");
    }

    @Test
    void a_failure_that_a_later_try_made_good_is_not_what_came_of_it() {
        assertThat(shown("\"status\":\"succeeded\",\"steps\":[" + REFUSED + "," + step("succeeded", 200) + "}]")
                        .lines()
                        .findFirst())
                .hasValue("10:04:05 ✓ call-start   acme         c-1            (41 ms)  01JX");
    }

    @Test
    void a_failure_that_stayed_is_what_came_of_it() {
        assertThat(shown("\"status\":\"failed\",\"steps\":[" + step("succeeded", 200) + "}," + REFUSED + "]"))
                .contains("failed findContact: answered 401 (41 ms)");
    }
}
