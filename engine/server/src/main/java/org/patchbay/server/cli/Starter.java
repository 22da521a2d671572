package org.patchbay.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A small configuration to begin with. */
enum Starter {
    CRM("my-crm", "acme-crm", List.of("acme-crm-password", "acme-crm-key")),
    SMS("my-sms", "acme-sms", List.of("acme-sms-key")),
    HELPDESK("my-helpdesk", "acme-helpdesk", List.of("acme-helpdesk-token"));

    private final String template;
    private final String integrator;
    private final List<String> secrets;

    Starter(String template, String integrator, List<String> secrets) {
        this.template = template;
        this.integrator = integrator;
        this.secrets = secrets;
    }

    /** The word on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Path of the integrator's document. */
    String integrator() {
        return "integrators/" + integrator + ".yaml";
    }

    private String template() {
        return "templates/" + template + ".yaml";
    }

    /** Names of the secrets that it asks for. */
    List<String> secrets() {
        return secrets;
    }

    /** Writes it, and what goes with every configuration; returns the files and what each is for. Overwrites nothing. */
    List<List<String>> write(Terminal terminal, String directory) {
        var root = terminal.at(directory);
        for (var path : List.of(template(), integrator())) {
            if (Files.exists(root.resolve("config").resolve(path))) {
                throw Complaint.notSo(shown(directory, "config/" + path) + " is there already", "nothing was written");
            }
        }
        var written = new ArrayList<List<String>>();
        put(root, "config/" + template(), text(word() + "/" + template()))
                .ifPresent(path -> written.add(List.of(shown(directory, path), "how the partner works, with tests")));
        put(root, "config/" + integrator(), text(word() + "/" + integrator()))
                .ifPresent(path -> written.add(List.of(shown(directory, path), "one call centre's account there")));
        put(root, ".gitignore", text("gitignore"))
                .ifPresent(path -> written.add(List.of(shown(directory, path), "keeps data out of Git")));
        put(root, "check.sh", text("check.sh"))
                .ifPresent(path -> written.add(List.of(shown(directory, path), "what a build server runs")));
        put(root, SchemaCommand.FILE, SchemaCommand.schema())
                .ifPresent(path -> written.add(List.of(shown(directory, path), "completion and hints in editors")));
        return written;
    }

    private static String shown(String directory, String path) {
        return Path.of(directory).resolve(path).normalize().toString().replace('\\', '/');
    }

    private static Optional<String> put(Path root, String path, String text) {
        var file = root.resolve(path);
        try {
            if (Files.exists(file)) {
                return Optional.empty();
            }
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            if (text.startsWith("#!") && !file.toFile().setExecutable(true)) {
                throw new IOException(path + " cannot be made executable");
            }
            return Optional.of(path);
        } catch (IOException failure) {
            throw Complaint.notSo("the files cannot be written: " + failure.getMessage(), "");
        }
    }

    private static String text(String name) {
        var resource = "init/" + name;
        try (var stream = Starter.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
