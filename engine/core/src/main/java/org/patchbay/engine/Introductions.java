package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Problem;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;

/**
 * Connects who introduces himself at a hook ({@code link: connect}), anew or once more: what we tell him then is made up anew each time,
 * so that whoever has been told before is kept out.
 */
record Introductions(Links links) {
    private static final Set<String> KEYS =
            Set.of("name", "callcenterId", "host", "team", "user", "country", "zone", "locale", "label");

    /** What has come of it; an integrator, unless it is refused. */
    Came connect(News news, String execution) {
        var values = news.guest().values().with(Root.BODY, news.happening().body());
        return switch (links.connect(Wish.of(content(news)).anew(), values)) {
            case Linked.Made(var tenant) -> Came.idle(execution).connecting(tenant);
            case Linked.Again(var tenant) -> Came.idle(execution).connecting(tenant);
            case Linked.Refused(var problems) -> Came.rejected(execution, "", unfit(problems.getFirst()));
            case Linked.Failed(var failure, var _) -> Came.rejected(execution, "", failure);
        };
    }

    private static Failure unfit(Problem problem) {
        return Failure.of(FailureCode.BAD_INPUT, problem.text() + " [" + problem.code() + "]");
    }

    private static ObjectNode content(News news) {
        var content = JsonNodeFactory.instance.objectNode();
        var tenant = news.guest().tenant();
        content.put("template", tenant.program().template().name().text());
        if (!tenant.isVisitor()) {
            content.put("callcenterId", tenant.integrator().callcenterId());
        }
        var fields = content.putObject("fields");
        news.happening().fields().forEach((name, value) -> {
            if (name.equals("callcenterId") && !tenant.isVisitor()) {
                return;
            }
            if (KEYS.contains(name)) {
                Optional.of(Scalars.text(value))
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> content.put(name, text));
            } else {
                fields.set(name, value);
            }
        });
        return content;
    }
}
