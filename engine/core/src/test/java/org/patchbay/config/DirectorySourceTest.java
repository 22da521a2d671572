package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Problem;

class DirectorySourceTest {
    @TempDir
    Path outside;

    private Path root() throws IOException {
        return Files.createDirectories(outside.resolve("config"));
    }

    private static Path write(Path directory, String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void reads_documents_with_their_paths_and_nothing_else() throws IOException {
        var root = root();
        write(root, "templates/a.yaml", "a: 1");
        write(root, "B.YML", "b: 1");
        write(root, "c.json", "{}");
        write(root, ".hidden.yaml", "x");
        write(root, "_draft.yaml", "x");
        write(root, "_old/d.yaml", "x");
        write(root, ".git/e.yaml", "x");
        write(root, "notes.txt", "x");

        var read = DirectorySource.read(root);

        assertThat(read.documents()).containsOnlyKeys("B.YML", "c.json", "templates/a.yaml");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void refuses_a_link_that_leaves_the_tree_and_follows_one_that_stays() throws IOException {
        var root = root();
        write(outside, "secret.yaml", "x");
        write(root, "real.yaml", "a: 1");
        Files.createSymbolicLink(root.resolve("out.yaml"), outside.resolve("secret.yaml"));
        Files.createSymbolicLink(root.resolve("in.yaml"), root.resolve("real.yaml"));
        Files.createSymbolicLink(root.resolve("lost.yaml"), root.resolve("nowhere.yaml"));

        var read = DirectorySource.read(root);

        assertThat(read.documents()).containsOnlyKeys("in.yaml", "real.yaml");
        assertThat(read.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("lost.yaml:1:1: the link leads nowhere")
                                .endsWith("[PB107]"),
                        second -> assertThat(second)
                                .startsWith("out.yaml:1:1: the link leaves the directory")
                                .endsWith("[PB107]"));
    }

    @Test
    void does_not_wait_for_what_comes_out_of_a_pipe() throws Exception {
        var root = root();
        write(root, "a.yaml", "a: 1");
        var made = new ProcessBuilder("mkfifo", root.resolve("pipe.yaml").toString())
                .start()
                .waitFor();
        assertThat(made).isZero();

        var read = DirectorySource.read(root);

        assertThat(read.documents()).containsOnlyKeys("a.yaml");
        assertThat(read.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("pipe.yaml:1:1: this is no file");
    }

    @Test
    void a_link_to_the_directory_above_does_not_go_on_for_ever() throws IOException {
        var root = root();
        write(root, "a.yaml", "a: 1");
        Files.createSymbolicLink(root.resolve("loop"), root);

        var read = DirectorySource.read(root);

        assertThat(read.documents()).containsKey("a.yaml");
        assertThat(read.problems()).extracting(Problem::code).containsOnly("PB107");
    }

    @Test
    void a_directory_to_which_many_links_lead_is_read_once() throws IOException {
        var root = root();
        write(root, "a.yaml", "a: 1");
        write(root, "team/b.yaml", "b: 1");
        Files.createSymbolicLink(root.resolve("one"), root);
        Files.createSymbolicLink(root.resolve("two"), root);
        Files.createSymbolicLink(root.resolve("team/back"), root);

        var read = DirectorySource.read(root);

        assertThat(read.documents()).containsOnlyKeys("a.yaml", "team/b.yaml");
        assertThat(read.problems())
                .extracting(Problem::toString)
                .hasSize(3)
                .first()
                .asString()
                .startsWith("one:1:1: this directory is read already");
    }

    @Test
    void of_very_many_files_it_is_said_once_that_they_are_too_many() throws IOException {
        var root = root();
        for (var i = 0; i < 10_003; i++) {
            Files.createFile(root.resolve(i + ".yaml"));
        }

        assertThat(DirectorySource.read(root).problems())
                .extracting(Problem::code)
                .containsExactly("PB903");
    }

    @Test
    void says_where_a_file_stops_being_utf_8() throws IOException {
        var root = root();
        Files.write(
                root.resolve("latin.yaml"), "kind: Template\nlabel: Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        var read = DirectorySource.read(root);

        assertThat(read.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("latin.yaml:2:11: this is not UTF-8");
    }

    @Test
    void refuses_a_large_file_without_reading_it() throws IOException {
        var root = root();
        try (var file = new RandomAccessFile(root.resolve("large.yaml").toFile(), "rw")) {
            file.setLength(Bounds.BYTES + 1L);
        }

        var read = DirectorySource.read(root);

        assertThat(read.documents()).isEmpty();
        assertThat(read.problems()).extracting(Problem::code).containsExactly("PB106");
    }

    @Test
    void one_very_large_file_hides_no_other() throws IOException {
        var root = root();
        try (var file = new RandomAccessFile(root.resolve("a.yaml").toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        write(root, "b.yaml", "b: 1");

        var read = DirectorySource.read(root);

        assertThat(read.documents()).containsOnlyKeys("b.yaml");
        assertThat(read.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("a.yaml:1:1: the document is larger");
    }

    @Test
    void refuses_more_than_64_MiB_in_all() throws IOException {
        var root = root();
        for (var i = 0; i < 66; i++) {
            try (var file = new RandomAccessFile(root.resolve("f" + i + ".yaml").toFile(), "rw")) {
                file.setLength(Bounds.BYTES);
            }
        }

        var read = DirectorySource.read(root);

        assertThat(read.problems()).extracting(Problem::code).contains("PB903");
    }

    @Test
    void says_that_a_directory_does_not_exist() {
        var read = DirectorySource.read(outside.resolve("nowhere"));

        assertThat(read.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("nowhere:1:1: the directory cannot be read");
    }

    @Test
    void reads_a_single_file_too() throws IOException {
        var file = write(root(), "a.yaml", "a: 1");

        assertThat(DirectorySource.read(file).documents()).containsOnlyKeys("a.yaml");
    }
}
