package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Problem;
import org.patchbay.store.memory.MemoryStore;

/** The same documents once more, when what they refer to has changed. */
class ReloadedValuesTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of("HOUSE", "north"));
    private final House house = new House(
            new MemoryStore(),
            InstantSource.system(),
            List.of(SecretSources.environment(environment), SecretSources.files()));
    private Path password;
    private String documents = "";

    @BeforeEach
    void loads_documents_with_a_password_in_a_file() throws IOException {
        password = Files.writeString(directory.resolve("password"), "first-password\n");
        documents = """
                kind: Template
                name: crm
                parameters:
                  - { name: house, type: header, key: X-House }
                  - { name: password, secret: true, type: header, key: X-Password }
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, url: "https://crm.test/find", parameters: [house, password] }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, fields: { house: "${env:HOUSE}", password: "${file:%s}" } }
                """.formatted(password);
        assertThat(house.load(documents)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes() {
        house.close();
    }

    private List<String> sent(String call) {
        house.requests.clear();
        house.fire("call-start", "{\"callId\": \"%s\"}".formatted(call));
        return List.of(
                house.requests.getFirst().header("X-House").orElseThrow(),
                house.requests.getFirst().header("X-Password").orElseThrow());
    }

    @Test
    void a_reload_takes_a_file_and_a_variable_that_have_changed_and_says_so() throws IOException {
        assertThat(sent("c-1")).containsExactly("north", "first-password");
        Files.writeString(password, "second-password\n");
        environment.put("HOUSE", "south");

        var result = house.load(documents);

        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Accepted.class,
                        taken -> assertThat(taken.changes())
                                .containsExactly("~ ${env:HOUSE}", "~ ${file:" + password + "}"));
        assertThat(sent("c-2")).containsExactly("south", "second-password");
        assertThat(house.load(documents)).isInstanceOf(LoadResult.Unchanged.class);
    }

    @Test
    void a_reload_whose_file_is_missing_now_is_refused_by_its_name_and_the_old_one_goes_on() throws IOException {
        Files.delete(password);

        var result = house.load(documents);

        assertThat(result).isInstanceOfSatisfying(LoadResult.Refused.class, refused -> {
            assertThat(refused.serving()).isEqualTo(1);
            assertThat(refused.findings())
                    .extracting(Problem::code, Problem::text)
                    .containsExactly(tuple("PB503", "`${file:" + password + "}` was not found"));
        });
        assertThat(sent("c-1")).containsExactly("north", "first-password");
    }
}
