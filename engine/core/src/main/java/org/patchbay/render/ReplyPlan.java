package org.patchbay.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Response;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.format.Locality;
import org.patchbay.wire.Encoders;
import org.patchbay.wire.Wire;

/** A compiled answer to a partner that calls us. Thread-safe. */
public final class ReplyPlan {
    private static final String TYPE = "Content-Type";

    private final int status;
    private final Map<String, Text> headers;
    private final BodyPlan body;

    private ReplyPlan(int status, Map<String, Text> headers, BodyPlan body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Compiles an answer; what is wrong in it is reported. */
    public static ReplyPlan compile(Response response, Scope scope, Problems problems) {
        var headers = new LinkedHashMap<String, Text>();
        response.header().forEach((name, template) -> {
            Wire.wrongHeaderName(name)
                    .ifPresent(why -> problems.add("PB205", template.at(), why, "name of a header", ""));
            headers.put(name, Text.compile(template, scope, problems));
        });
        return new ReplyPlan(response.status(), headers, body(response, scope, problems));
    }

    private static BodyPlan body(Response response, Scope scope, Problems problems) {
        var bodies = Stream.of(response.json(), response.text(), response.xml())
                .filter(Optional::isPresent)
                .count();
        if (bodies > 1) {
            problems.add(
                    "PB401",
                    response.at(),
                    "an answer has one body",
                    bodies + " bodies",
                    "keep one of json, text, xml");
        }
        if (response.json().isPresent()) {
            var tree = new NodeCompiler(scope, problems).compile(response.json().get());
            return new BodyPlan.Laid(Optional.of(tree), BodyPlan.Document.JSON, BodyPlan.Presence.ALWAYS, Map.of());
        }
        if (response.xml().isPresent()) {
            XmlCheck.template(response.xml().get(), problems);
            return new BodyPlan.Written(
                    Text.compile(response.xml().get(), scope, problems),
                    Encoders::xmlAttribute,
                    Optional.of("application/xml; charset=utf-8"));
        }
        return response.text()
                .<BodyPlan>map(text ->
                        new BodyPlan.Written(Text.compile(text, scope, problems), Encoder.PLAIN, Optional.empty()))
                .orElseGet(BodyPlan.Nothing::new);
    }

    /**
     * The answer now.
     *
     * @throws org.patchbay.exchange.Refusal when a value is missing or cannot be put where it belongs
     */
    public Reply render(Values values, Locality locality) {
        var rendered = new ArrayList<Pair>();
        headers.forEach((name, text) -> rendered.add(new Pair(name, text.render(values, Encoders::header))));
        var made = body.make(List.of(), values, locality);
        if (rendered.stream().noneMatch(header -> header.name().equalsIgnoreCase(TYPE))) {
            contentType(made).ifPresent(type -> rendered.add(new Pair(TYPE, type)));
        }
        return new Reply(status, rendered, Wire.bytes(made));
    }

    private Optional<String> contentType(Body made) {
        return body.contentType().or(() -> Wire.contentType(made));
    }
}
