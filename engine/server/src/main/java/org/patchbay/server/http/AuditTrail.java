package org.patchbay.server.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.regex.Pattern;
import org.patchbay.engine.Engine;
import org.patchbay.store.Audit;
import org.patchbay.store.Audit.Deed;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changed what over the API: every request that may change something and was let in, new routes by themselves. What
 * happens in calls is in the executions, and what only looks is nothing to write down.
 */
@ServerFilter(
        patterns = "/api/**",
        methods = {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE})
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Pattern NO_CHANGE = Pattern.compile(
            "/api/v1/(triggers/.*|calls/.*|integrators/[^/]+/actions/.*|integrators/[^/]+/endpoints/.*|config/(validate|plan)|simulate|tests|import/.*)");
    private static final int LONGEST = 500;

    private final Engine engine;
    private final Audit audit;

    AuditTrail(Engine engine) {
        this.engine = engine;
        this.audit = engine.tools().store().audit();
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void write(HttpRequest<?> request, HttpResponse<?> response) {
        var path = request.getUri().getPath();
        var visitor = Gate.letIn(request);
        if (visitor.isEmpty() || NO_CHANGE.matcher(path).matches()) {
            return;
        }
        var what = request.getMethodName() + " " + path.replaceFirst("^/api/v1", "");
        var now = engine.tools().clock().instant();
        var shown = what.length() > LONGEST ? what.substring(0, LONGEST) : what;
        try {
            audit.add(new Deed(now, visitor.get().author(), shown, String.valueOf(response.code())));
        } catch (StoreUnavailable away) {
            LOG.error("audit.lost who={} what=\"{}\"", visitor.get().author(), shown, away);
        }
    }
}
