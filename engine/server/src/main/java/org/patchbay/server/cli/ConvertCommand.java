package org.patchbay.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.patchbay.config.Conversion;
import org.patchbay.workbench.imports.YamlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a document in the other of its two forms. */
@Command(
        name = "convert",
        description = "print a YAML document as JSON, or a JSON document as YAML",
        footer = {"", "patchbay convert crm.yaml > crm.json", "JSON has no comments: how many are lost is said."})
final class ConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "a document; JSON when its name ends with .json")
    private String file = "";

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var given = Documents.at(terminal, List.of(file));
        if (given.texts().size() != 1 || !given.problems().isEmpty()) {
            throw Complaint.usage("`" + file + "` is no document", "name one file that ends with .yaml, .yml or .json");
        }
        var document = given.texts().entrySet().iterator().next();
        var path = document.getKey();
        var read = checked(Conversion.of(path, document.getValue()));
        var json = Conversion.isJson(path);
        var written = json ? yaml(read) : json(read);
        if (!Conversion.of(json ? "it.yaml" : "it.json", written).parts().equals(read.parts())) {
            throw Complaint.notSo(
                    "`" + file + "` means something else in the other form", "put unusual texts in quotes");
        }
        terminal.out().print(written);
        if (read.comments() > 0) {
            terminal.err().println("Lost: " + Show.count(read.comments(), "comment") + ".");
        }
        return Exit.FINE.code();
    }

    private Conversion checked(Conversion read) {
        if (!read.problems().isEmpty()) {
            throw Complaint.notSo(read.problems().getFirst().toString(), "patchbay validate " + file);
        }
        return read;
    }

    private static String json(Conversion read) {
        return read.parts().stream().map(part -> Json.pretty(part) + "\n").collect(Collectors.joining());
    }

    private static String yaml(Conversion read) {
        return read.parts().stream().map(YamlText::of).collect(Collectors.joining("---\n"));
    }
}
