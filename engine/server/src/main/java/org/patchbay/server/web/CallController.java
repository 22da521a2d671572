package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.engine.CallFile;
import org.patchbay.engine.CallFiles;
import org.patchbay.engine.CallSearch;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Visitor;
import org.patchbay.workbench.why.Why;

/** {@code /calls}: what became of calls, over all of their executions. */
@Controller("/api/v1/calls")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallController {
    private static final String CALL_CENTRE = "callcenterId";

    /** Whatever else stands in the query is the name of a result, or of something that was remembered. */
    private static final Set<String> OWN =
            Set.of(CALL_CENTRE, "integrator", "callId", "phone", "agent", "since", "cursor", "limit");

    private final Engine engine;
    private final Gate gate;

    CallController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        var visitor = gate.back(request, Asked.ANYTHING);
        var found = search(visitor, Asked.of(request)).in(engine);
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        found.calls().forEach(file -> items.add(CallJson.summary(file)));
        found.next().ifPresent(cursor -> page.put("next", cursor));
        return Answers.ok(page);
    }

    private static CallSearch search(Visitor visitor, Asked asked) {
        return new CallSearch(
                asked.callCentre(visitor),
                asked.text("integrator"),
                asked.text("callId"),
                asked.text("phone"),
                asked.text("agent"),
                values(asked.query()),
                asked.time("since"),
                asked.executionCursor(),
                asked.limit());
    }

    private static Map<String, String> values(HttpParameters query) {
        return query.names().stream()
                .filter(name -> !OWN.contains(name))
                .collect(Collectors.toMap(
                        name -> name, name -> query.getFirst(name).orElse("")));
    }

    @Get("/{callId}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String callId) {
        return Answers.ok(CallJson.whole(find(request, callId)));
    }

    @Get("/{callId}/why")
    HttpResponse<byte[]> why(HttpRequest<?> request, String callId) {
        var file = find(request, callId);
        return Answers.ok(WhyJson.of(file, Why.of(file)));
    }

    private CallFile find(HttpRequest<?> request, String callId) {
        var visitor = gate.back(request);
        var files = new CallFiles(engine);
        return Asked.of(request)
                .callCentre(visitor)
                .or(() -> theOnly(files, callId))
                .flatMap(callCentre -> files.find(callCentre, callId))
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no such call here")
                        .declined());
    }

    /** @throws Declined several call centres have a call of that id */
    private static Optional<String> theOnly(CallFiles files, String callId) {
        var callCentres = files.callCentres(callId);
        if (callCentres.size() > 1) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_REQUEST,
                            "several call centres have such a call (" + String.join(", ", callCentres)
                                    + "): say which one with `" + CALL_CENTRE + "`")
                    .at("/" + CALL_CENTRE, "required")
                    .declined();
        }
        return callCentres.stream().findFirst();
    }
}
