package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Ensure;
import org.patchbay.definition.PathText;
import org.patchbay.definition.ResponseType;
import org.patchbay.definition.ResultEntry;
import org.patchbay.definition.Template;
import org.patchbay.definition.TestCase;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;
import org.patchbay.trip.Sender;

/**
 * A partner that is whatever the templates expect: it signs everybody in, keeps the records that {@code ensure} is about, and answers
 * everything else as the templates' own tests do.
 */
final class PretendPartner implements Sender {
    private final List<Template> templates;
    private final Shelf shelf;
    private final List<Ensure> ensures;

    PretendPartner(List<Template> templates, Shelf shelf) {
        this.templates = List.copyOf(templates);
        this.shelf = shelf;
        this.ensures = templates.stream()
                .flatMap(template -> template.endpoints().stream())
                .flatMap(endpoint -> endpoint.flow().ensure().stream())
                .toList();
    }

    /** What an endpoint does to the record of a call. */
    private enum Part {
        CREATES,
        FINDS,
        UPDATES,
        OTHER
    }

    /** True when some template keeps records. */
    boolean keepsRecords() {
        return !ensures.isEmpty();
    }

    @Override
    public Reply send(String name, Request request, Deadline deadline) {
        for (var template : templates) {
            var endpoint = template.endpoint(name);
            if (endpoint.isPresent()) {
                return answer(template, endpoint.get(), request);
            }
        }
        throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "no template has an endpoint `" + name + "`");
    }

    private Reply answer(Template template, Endpoint endpoint, Request request) {
        if (endpoint.type() == EndpointType.AUTH) {
            return token(template, endpoint);
        }
        var text = request.url() + "\n" + new String(request.body(), StandardCharsets.UTF_8);
        return switch (part(endpoint)) {
            case CREATES -> {
                var id = shelf.create(endpoint.name().text(), text);
                yield json(ReplyTree.put(sample(template, endpoint), idPath(endpoint), IntNode.valueOf(id)));
            }
            case FINDS ->
                json(shelf.find(text)
                        .<JsonNode>map(id -> ReplyTree.put(
                                JsonNodeFactory.instance.objectNode(), idPath(endpoint), IntNode.valueOf(id)))
                        .orElseGet(JsonNodeFactory.instance::objectNode));
            case UPDATES -> {
                shelf.update(endpoint.name().text(), text);
                yield stubbed(template, endpoint);
            }
            case OTHER -> stubbed(template, endpoint);
        };
    }

    private Part part(Endpoint endpoint) {
        var name = endpoint.name().text();
        for (var ensure : ensures) {
            if (ensure.update().is(name)) {
                return Part.UPDATES;
            }
            if (ensure.find().filter(find -> find.is(name)).isPresent()) {
                return Part.FINDS;
            }
            if (remembered(endpoint, ensure).isPresent()) {
                return Part.CREATES;
            }
        }
        return endpoint.flow().ensure().isPresent() ? Part.CREATES : Part.OTHER;
    }

    /** The path in the result under which an endpoint remembers what that record is known by. */
    private static Optional<PathText> remembered(Endpoint endpoint, Ensure ensure) {
        return ensure.known()
                .map(PathText::text)
                .filter(known -> known.startsWith("call."))
                .flatMap(known -> Optional.ofNullable(
                        endpoint.reply().remember().paths().get(known.substring("call.".length()))));
    }

    private String idPath(Endpoint endpoint) {
        for (var ensure : ensures) {
            var result = remembered(endpoint, ensure)
                    .map(PathText::text)
                    .orElse(ensure.id().text());
            var path =
                    Optional.ofNullable(endpoint.reply().result().get(result)).flatMap(ResultEntry::path);
            if (path.isPresent()) {
                return path.get().text();
            }
        }
        return "id";
    }

    private static Reply token(Template template, Endpoint endpoint) {
        var type = endpoint.auth().responseType();
        if (type.isEmpty() || type.get().format() != ResponseType.TokenFormat.JSON) {
            return stubbed(template, endpoint);
        }
        var path = type.get().token().map(PathText::text).orElse("access_token");
        return json(ReplyTree.put(JsonNodeFactory.instance.objectNode(), path, TextNode.valueOf("pretend-token")));
    }

    /** The first good reply that the tests of the template know; of pages the last, behind which nothing follows. */
    private static Optional<TestCase.Stub> stub(Template template, Endpoint endpoint) {
        return template.tests().stream()
                .flatMap(test -> test.stubs().getOrDefault(endpoint.name().text(), List.of()).stream())
                .filter(stub -> stub.fault().isEmpty() && stub.status() >= 200 && stub.status() < 300)
                .reduce((first, next) -> endpoint.fetching().pages().isPresent() ? next : first);
    }

    private static Reply stubbed(Template template, Endpoint endpoint) {
        return stub(template, endpoint)
                .map(Stubbed::reply)
                .orElseGet(() -> json(JsonNodeFactory.instance.objectNode()));
    }

    private static JsonNode sample(Template template, Endpoint endpoint) {
        return stub(template, endpoint)
                .flatMap(TestCase.Stub::json)
                .map(tree -> tree.toJson())
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static Reply json(JsonNode body) {
        return new Reply(
                200,
                List.of(new Pair("Content-Type", "application/json")),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
