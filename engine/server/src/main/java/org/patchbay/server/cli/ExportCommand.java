package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the documents that a server runs. */
@Command(
        name = "export",
        description = "the documents of the live revision: printed one after the other, or written to files",
        footer = {
            "",
            "patchbay export > all.yaml      patchbay export -o backup/",
            "Exit code 1 when lines are missing because a secret stands there in clear."
        })
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "a file for all of them; or a directory, with / at its end, for each under its own path")
    private Optional<String> output = Optional.empty();

    @Mixin
    private ServerOptions server = new ServerOptions();

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var revision = live(server.remote(terminal));
        var documents = new LinkedHashMap<String, String>();
        revision.path("documents")
                .properties()
                .forEach(document ->
                        documents.put(document.getKey(), document.getValue().asText()));
        if (output.isEmpty()) {
            terminal.out().print(stream(documents));
        } else {
            write(files(documents, output.get()));
        }
        return complete(revision.path("hiddenLines").asInt());
    }

    private static JsonNode live(Remote remote) {
        var number = remote.get("/config").path("revision");
        if (number.isMissingNode()) {
            throw Complaint.notSo("no documents were ever accepted", "patchbay reload");
        }
        return remote.get("/revisions/" + number.asLong());
    }

    /** One YAML stream, each document under its path. */
    private static String stream(Map<String, String> documents) {
        return documents.entrySet().stream()
                .map(document -> "# " + document.getKey() + "\n" + bare(document.getValue()))
                .collect(Collectors.joining("---\n"));
    }

    /** Without a mark at its beginning, as that stands before the path. */
    private static String bare(String text) {
        return text.replaceFirst("\\A---[ \\t]*\\R", "").stripTrailing() + "\n";
    }

    private Map<Path, String> files(Map<String, String> documents, String path) {
        var place = terminal.at(path);
        if (!path.endsWith("/") && !Files.isDirectory(place)) {
            return Map.of(place, stream(documents));
        }
        var files = new LinkedHashMap<Path, String>();
        documents.forEach((name, text) -> files.put(below(place, name), text));
        return files;
    }

    /** Paths come from the server, which may be anybody's. */
    private static Path below(Path directory, String name) {
        var file = directory.resolve(name).normalize();
        if (name.isBlank() || !file.startsWith(directory.normalize())) {
            throw Complaint.notSo("`" + name + "` is no path of a document", "");
        }
        return file;
    }

    /** All or none, as far as that is known before. */
    private void write(Map<Path, String> files) {
        files.keySet().stream().filter(Files::exists).findFirst().ifPresent(there -> {
            throw Complaint.usage(
                    "`" + there + "` is there already", "name a file or a directory that is not there yet");
        });
        files.forEach(ExportCommand::write);
        terminal.err().println("Written: " + Show.count(files.size(), "file") + ".");
    }

    private static void write(Path file, String text) {
        try {
            var directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw Complaint.notSo("`" + file + "` cannot be written: " + failure.getMessage(), "");
        }
    }

    private int complete(int hidden) {
        if (hidden == 0) {
            return Exit.FINE.code();
        }
        terminal.err()
                .println(Show.count(hidden, "line") + " with a secret in clear " + (hidden == 1 ? "is" : "are")
                        + " not there: write ${secret:name} in the documents.");
        return Exit.NOT_SO.code();
    }
}
