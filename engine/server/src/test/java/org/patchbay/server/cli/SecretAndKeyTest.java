package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Secret;
import org.patchbay.store.Keys;

class SecretAndKeyTest {
    /** An address that is not one of this machine's own names, and where nobody listens. */
    private static final String NOBODY = "http://127.0.0.2:9";

    @TempDir
    private Path directory;

    private final MemoryEquipment equipment = new MemoryEquipment();

    private Session session() {
        return new Session(equipment, directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret set acme",
                "secret list",
                "key create --call-centre CC-1",
                "key list",
                "user add an",
                "user list",
                "erase --phone +84901234567"
            })
    void a_server_elsewhere_that_the_environment_names_is_meant_and_not_this_machine(String line) {
        var words = List.of(line.split(" "));
        var here = Stream.concat(words.stream(), Stream.of("--data", "here")).toArray(String[]::new);

        var there =
                session().with("PATCHBAY_URL", NOBODY).piping("s3cret-s3cret").run(words.toArray(String[]::new));
        var kept =
                session().with("PATCHBAY_URL", NOBODY).piping("s3cret-s3cret").run(here);

        assertThat(there.exit()).isEqualTo(3);
        assertThat(there.err()).contains("127.0.0.2");
        assertThat(kept.exit()).isZero();
    }

    @Test
    void a_secret_comes_through_standard_input_without_its_line_break() {
        var set = session().piping("s3cret with blanks \n").run("secret", "set", "acme");

        assertThat(set.exit()).isZero();
        assertThat(set.out()).isEmpty();
        assertThat(equipment.store.secrets().find("acme").map(Secret::reveal)).contains("s3cret with blanks ");
    }

    @Test
    void the_master_key_is_changed_to_a_fresh_one_or_to_one_that_comes_through_standard_input() {
        var fresh = session().run("secret", "rotate");
        var given = session().piping("bmV3\n").run("secret", "rotate", "--given");

        assertThat(equipment.keys).containsExactly("fresh", "bmV3");
        assertThat(fresh.err()).contains("master.key is a new one");
        assertThat(given.err()).contains("PATCHBAY_MASTER_KEY").doesNotContain("bmV3");
    }

    @Test
    void an_empty_secret_and_a_strange_name_are_refused() {
        assertThat(session().run("secret", "set", "acme").exit()).isEqualTo(2);
        assertThat(session().piping("x").run("secret", "set", "a b").exit()).isEqualTo(2);
    }

    @Test
    void the_list_has_names_and_no_values() {
        session().piping("s3cret").run("secret", "set", "acme");

        assertThat(session().run("secret", "list").out()).startsWith("acme ").doesNotContain("s3cret");
        assertThat(session().run("secret", "list", "--json").out())
                .matches("\\{\"name\":\"acme\",\"setAt\":\"[^\"]*\"}\n");
    }

    @Test
    void removing_what_is_not_there_fails() {
        session().piping("s3cret").run("secret", "set", "acme");

        assertThat(session().run("secret", "rm", "acme").exit()).isZero();
        assertThat(session().run("secret", "rm", "acme").exit()).isEqualTo(1);
    }

    @Test
    void one_that_documents_name_is_not_removed() {
        session().piping("s3cret").run("secret", "set", "acme");
        equipment.store.revisions().keep("h", Map.of("crm.yaml", "password: ${secret:acme}"), "me", Instant.now());

        var refused = session().run("secret", "rm", "acme");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("`${secret:acme}` stands in crm.yaml");
        assertThat(equipment.store.secrets().find("acme")).isPresent();
    }

    @Test
    void a_key_is_the_only_thing_on_standard_output_and_is_kept_as_a_hash() {
        var created = session().run("key", "create", "--call-centre", "CC-1");

        assertThat(created.out()).matches("sk_\\S{32,}\n");
        assertThat(equipment.store.keys().list()).singleElement().satisfies(key -> {
            assertThat(key.kind()).isEqualTo(Keys.Kind.SK);
            assertThat(key.callCentre()).contains("CC-1");
            assertThat(key.hash()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void what_is_asked_for_decides_the_kind_of_key() {
        assertThat(session().run("key", "create").out()).startsWith("sk_");
        assertThat(session().run("key", "create", "--role", "viewer").out()).startsWith("ak_");
        assertThat(session()
                        .run(
                                "key",
                                "create",
                                "--call-centre",
                                "CC-1",
                                "--origins",
                                "https://a.example,https://b.example")
                        .out())
                .startsWith("pk_");
        assertThat(session().run("key", "list").out()).contains("https://a.example https://b.example");
    }

    @Test
    void a_key_for_web_pages_needs_a_call_centre_and_a_role_must_exist() {
        assertThat(session()
                        .run("key", "create", "--origins", "https://a.example")
                        .exit())
                .isEqualTo(2);
        assertThat(session().run("key", "create", "--role", "boss").exit()).isEqualTo(2);
    }

    @Test
    void what_no_browser_sends_is_no_origin() {
        var ran = session().run("key", "create", "--call-centre", "CC-1", "--origins", "https://a.example,null");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("`null` is no origin");
        assertThat(equipment.store.keys().list()).isEmpty();
    }

    @Test
    void a_revoked_key_is_gone() {
        session().run("key", "create");
        var id = equipment.store.keys().list().getFirst().id();

        assertThat(session().run("key", "revoke", id).exit()).isZero();
        assertThat(equipment.store.keys().list()).isEmpty();
        assertThat(session().run("key", "revoke", id).exit()).isEqualTo(1);
    }

    @Test
    void with_a_server_they_go_there() throws IOException {
        try (var server = new PretendServer()) {
            server.answers("POST /api/v1/keys", 201, "{\"id\":\"key_1\",\"key\":\"sk_x\"}")
                    .answers("PUT /api/v1/secrets/acme", 204, "");
            var key =
                    session().run("key", "create", "--call-centre", "CC-1", "--server", server.url(), "--key", "ak_1");
            var secret =
                    session().piping("s3cret").run("secret", "set", "acme", "--server", server.url(), "--key", "ak_1");

            assertThat(key.out()).isEqualTo("sk_x\n");
            assertThat(secret.exit()).isZero();
            assertThat(server.asked)
                    .extracting(PretendServer.Asked::authorization)
                    .containsOnly("Bearer ak_1");
            assertThat(server.asked.getLast().body()).isEqualTo("{\"value\":\"s3cret\"}");
        }
    }

    @Test
    void the_key_in_the_data_directory_is_shown_to_this_machine() throws IOException {
        Files.createDirectories(directory.resolve("patchbay-data"));
        Files.writeString(directory.resolve("patchbay-data/admin.key"), "ak_local\n");
        try (var server = new PretendServer()) {
            server.answers("GET /api/v1/secrets", 200, "{\"items\":[]}");
            session().run("secret", "list", "--server", server.url());

            assertThat(server.asked.getFirst().authorization()).isEqualTo("Bearer ak_local");
        }
    }
}
