package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.Problem;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.engine.LoadResult;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.store.Nodes.Node;

/** What is answered to whoever wanted another configuration, and which nodes have it. */
@Singleton
final class ReloadAnswers {
    /** A node that has not been heard of for so long is not one. */
    private static final Duration ALIVE = Duration.ofSeconds(10);

    private final Engine engine;
    private final About about;

    ReloadAnswers(Engine engine, About about) {
        this.engine = engine;
        this.about = about;
    }

    HttpResponse<byte[]> of(HttpRequest<?> request, LoadResult result) {
        return switch (result) {
            case LoadResult.Accepted accepted -> taken(accepted);
            case LoadResult.Unchanged(var revision, var hash) ->
                taken(new LoadResult.Accepted(revision, hash, List.of(), List.of(), Duration.ZERO));
            case LoadResult.Refused(var findings, var serving) -> refused(request, findings, serving);
            case LoadResult.Stale(var expected, var serving) ->
                Answers.problem(request, Versions.stale(expected, serving));
        };
    }

    private HttpResponse<byte[]> taken(LoadResult.Accepted accepted) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("revision", accepted.revision());
        json.put("hash", accepted.hash());
        var list = json.putArray("changes");
        accepted.changes().forEach(list::add);
        json.set("warnings", FindingJson.list(accepted.warnings()));
        json.set("nodes", nodes());
        json.put("ms", accepted.took().toMillis());
        return Versions.tagged(Answers.ok(json), accepted.revision());
    }

    private static HttpResponse<byte[]> refused(HttpRequest<?> request, List<Problem> findings, long serving) {
        var goesOn = serving > 0 ? "still serving " + serving : "nothing is served";
        return Answers.problem(
                request,
                ProblemDetails.of(ProblemCode.CONFIG_REFUSED, FindingJson.count(findings) + "; " + goesOn)
                        .with("findings", FindingJson.list(findings))
                        .with("serving", JsonNodeFactory.instance.numberNode(serving)));
    }

    /** This node and the others that work on the same store; who serves an older revision than another one lags behind. */
    ArrayNode nodes() {
        var known = engine.tools().store().nodes();
        var serving = engine.live().map(Live::number).orElse(0L);
        var all = new ArrayList<>(List.of(new Node(known.own(), about.node(), serving)));
        known.within(ALIVE).stream()
                .filter(node -> !node.id().equals(known.own()))
                .forEach(all::add);
        var newest = all.stream().mapToLong(Node::revision).max().orElse(serving);
        var nodes = JsonNodeFactory.instance.arrayNode();
        all.forEach(node -> add(nodes, node, newest));
        return nodes;
    }

    private static void add(ArrayNode nodes, Node node, long newest) {
        var json = nodes.addObject().put("node", node.name()).put("revision", node.revision());
        if (node.revision() < newest) {
            json.put("lags", true);
        }
    }
}
