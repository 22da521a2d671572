package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Role;
import org.patchbay.store.Audit;
import org.patchbay.store.TrailReview;

/** {@code GET /audit}: who changed what, newest first, and whether the trail is whole. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final Audit audit;
    private final Gate gate;

    AuditController(Engine engine, Gate gate) {
        this.audit = engine.tools().store().audit();
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        gate.admin(request, Role.OWNER, "cursor", "limit");
        var asked = Asked.of(request);
        var entries = audit.list(asked.numberCursor(1).orElse(Long.MAX_VALUE), asked.limit(USUAL, MOST));
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        entries.forEach(entry -> items.addObject()
                .put("number", entry.number())
                .put("at", entry.deed().at().toString())
                .put("who", entry.deed().who())
                .put("what", entry.deed().what())
                .put("outcome", entry.deed().outcome())
                .put("hash", entry.hash()));
        if (!entries.isEmpty() && entries.getLast().number() > 1) {
            page.put("next", entries.getLast().number());
        }
        tell(audit.review(), page);
        return Answers.ok(page);
    }

    private static void tell(TrailReview review, ObjectNode page) {
        page.put("whole", review.finding().isEmpty());
        page.putObject("head")
                .put("number", review.head().number())
                .put("hash", review.head().hash());
        review.finding()
                .ifPresent(finding -> page.put("brokenAt", finding.number())
                        .put("expected", finding.expected())
                        .put("found", finding.found()));
    }
}
