package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.patchbay.config.DirectorySource;

/** The documents of a directory of this machine, on their way to a server that has others. */
final class GivenDocuments {
    private GivenDocuments() {}

    /** Nothing without a directory; else what the server has and the directory has not is taken away. */
    static JsonNode body(Terminal terminal, Remote remote, Optional<String> directory) {
        if (directory.isEmpty()) {
            return Json.nothing();
        }
        var read = DirectorySource.read(terminal.at(directory.get()));
        read.problems().stream().findFirst().ifPresent(problem -> {
            throw Complaint.notSo(problem.toString(), problem.help());
        });
        var body = Json.object();
        var documents = body.putObject("documents");
        remote.get("/config").path("documents").forEach(path -> documents.putNull(path.asText()));
        read.documents().forEach(documents::put);
        return body;
    }
}
