package org.patchbay.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Response;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
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
            var tree = NodeCompiler.telling(scope, problems)
                    .compile(response.json().get());
            return new BodyPlan.Laid(Optional.of(tree), BodyPlan.Document.JSON, BodyPlan.Presence.ALWAYS, Map.of());
        }
        if (response.xml().isPresent()) {
            XmlCheck.template(response.xml().get(), problems);
            return new BodyPlan.Told(
                    Text.compile(response.xml().get(), scope, problems),
                    Encoders::toldXml,
                    Optional.of("application/xml; charset=utf-8"));
        }
        return response.text()
                .<BodyPlan>map(
                        text -> new BodyPlan.Told(Text.compile(text, scope, problems), Encoder.PLAIN, Optional.empty()))
                .orElseGet(BodyPlan.Nothing::new);
    }

    /**
     * An answer that can always be given: a header or a body that cannot be made is left out.
     *
     * @param lacking why something is left out; empty when nothing is
     */
    public record Told(Reply reply, List<Failure> lacking) {
        public Told {
            lacking = List.copyOf(lacking);
        }
    }

    /** The answer now. Characters that its body cannot hold are replaced, as serializers do. */
    public Told tell(Values values, Locality locality) {
        var lacking = new ArrayList<Failure>();
        var told = new ArrayList<Pair>();
        headers.forEach((name, text) -> orLacking(lacking, () -> text.tell(values, Encoders::header))
                .ifPresent(value -> told.add(new Pair(name, value))));
        var made = orLacking(lacking, () -> body.make(List.of(), values, locality));
        var bytes = made.flatMap(found -> orLacking(lacking, () -> Wire.toldBytes(found)));
        if (bytes.isPresent() && told.stream().noneMatch(header -> header.name().equalsIgnoreCase(TYPE))) {
            made.flatMap(this::contentType).ifPresent(type -> told.add(new Pair(TYPE, type)));
        }
        return new Told(new Reply(status, told, bytes.orElseGet(() -> new byte[0])), lacking);
    }

    private static <T> Optional<T> orLacking(List<Failure> lacking, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (Refusal refusal) {
            lacking.add(refusal.failure());
            return Optional.empty();
        }
    }

    private Optional<String> contentType(Body made) {
        return body.contentType().or(() -> Wire.contentType(made));
    }
}
