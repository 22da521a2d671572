package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.patchbay.definition.Nearest;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.workbench.imports.Imported;
import org.patchbay.workbench.imports.Importers;
import org.patchbay.workbench.imports.Unreadable;

/** {@code POST /import/{kind}}: makes a document of what another system knows about an integration; nothing is taken or kept. */
@Controller("/api/v1/import")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ImportController {
    private final Gate gate;

    ImportController(Gate gate) {
        this.gate = gate;
    }

    @Post("/{kind}")
    HttpResponse<byte[]> read(HttpRequest<byte[]> request, String kind) {
        gate.admin(request, Role.EDITOR);
        var imported = imported(kind, texts(Said.of(request, "texts").body().path("texts")));
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("documents").put(kind + ".yaml", imported.document());
        var notes = answer.putArray("notes");
        imported.notes().forEach(notes::add);
        return Answers.ok(answer);
    }

    private static List<String> texts(JsonNode given) {
        var texts = given.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
        if (texts.isEmpty() || texts.size() < given.size()) {
            throw ProblemDetails.of(ProblemCode.BAD_INPUT, "`texts` is a list of what the other system knows, as text")
                    .at("/texts", "a list of texts was expected")
                    .declined();
        }
        return texts;
    }

    private static Imported imported(String kind, List<String> texts) {
        try {
            return Importers.read(kind, texts).orElseThrow(() -> unknown(kind));
        } catch (Unreadable unreadable) {
            throw ProblemDetails.of(ProblemCode.BAD_INPUT, String.valueOf(unreadable.getMessage()))
                    .at("/texts", "it cannot be read")
                    .declined();
        }
    }

    private static Declined unknown(String kind) {
        return ProblemDetails.of(
                        ProblemCode.NOT_FOUND,
                        "nothing is imported from `" + kind + "`; " + Nearest.help(kind, Importers.words()))
                .declined();
    }
}
