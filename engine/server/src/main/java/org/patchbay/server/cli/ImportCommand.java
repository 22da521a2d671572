package org.patchbay.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.workbench.imports.Imported;
import org.patchbay.workbench.imports.SocialHubImport;
import org.patchbay.workbench.imports.TalkdeskImport;
import org.patchbay.workbench.imports.Unreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes templates of what other systems know about an integration. */
@Command(name = "import", description = "make a template of what another system knows about an integration")
final class ImportCommand {
    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "talkdesk",
            description = "an integration and its actions, as JSON or as a page with JSON in it; what calls a bridge")
    int talkdesk(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "JSON or Markdown") List<Path> files,
            @Option(names = "--into", paramLabel = "FILE", description = "write the template there")
                    Optional<Path> into) {
        var texts = new ArrayList<String>();
        files.forEach(file -> texts.add(read(file)));
        try {
            return written(TalkdeskImport.of(texts), into);
        } catch (Unreadable unreadable) {
            throw Complaint.notSo("nothing was imported: " + unreadable.getMessage(), "");
        }
    }

    @Command(name = "socialhub", description = "a manifest, as JSON; what sends signed ticket actions to a channel")
    int socialhub(
            @Parameters(paramLabel = "FILE", description = "JSON or Markdown") Path file,
            @Option(names = "--into", paramLabel = "FILE", description = "write the template there")
                    Optional<Path> into) {
        try {
            return written(SocialHubImport.of(read(file)), into);
        } catch (Unreadable unreadable) {
            throw Complaint.notSo("nothing was imported: " + unreadable.getMessage(), "");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw Complaint.notSo("`" + file + "` cannot be read", "");
        }
    }

    /** The document goes to standard output or into the file, what has to be looked at to standard error. */
    private int written(Imported imported, Optional<Path> into) {
        if (into.isPresent()) {
            write(into.get(), imported.document());
            terminal.err().println("Written to " + into.get() + ". Look at it, then: patchbay test " + into.get());
        } else {
            terminal.out().print(imported.document());
        }
        imported.notes().forEach(note -> terminal.err().println("note: " + note));
        return Exit.FINE.code();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw Complaint.notSo("`" + file + "` cannot be written: " + failure.getMessage(), "");
        }
    }
}
