package org.patchbay.server.wiring;

import java.util.List;
import java.util.function.Consumer;
import org.patchbay.config.Findings;
import org.patchbay.definition.Problem;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LoadResult;
import org.patchbay.server.admin.Announcer;
import org.patchbay.server.admin.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators by the log, and the person at the terminal in sentences, what became of a configuration. */
final class Announcements implements Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int WARNINGS = 20;

    private final Engine engine;
    private final Consumer<String> say;

    Announcements(Engine engine, Consumer<String> say) {
        this.engine = engine;
        this.say = say;
    }

    @Override
    public void announce(LoadResult result, Documents documents) {
        switch (result) {
            case LoadResult.Accepted accepted -> tell(accepted);
            case LoadResult.Refused refused -> tell(refused, documents);
            case LoadResult.Unchanged _, LoadResult.Stale _ -> {}
        }
    }

    private void tell(LoadResult.Accepted accepted) {
        var warnings = accepted.warnings();
        LOG.info(
                "config.loaded revision={} hash={} changes={} warnings={} ms={}",
                accepted.revision(),
                accepted.hash(),
                accepted.changes().size(),
                warnings.size(),
                accepted.took().toMillis());
        warnings.stream().limit(WARNINGS).forEach(warning -> say.accept("warning: " + warning));
        if (warnings.size() > WARNINGS) {
            say.accept(
                    "… and " + (warnings.size() - WARNINGS) + " more warnings; patchbay validate shows all of them.");
        }
        say.accept("Revision " + accepted.revision() + " is live ("
                + accepted.took().toMillis() + " ms).");
    }

    private void tell(LoadResult.Refused refused, Documents documents) {
        LOG.warn("config.refused findings={} serving={}", refused.findings().size(), refused.serving());
        print(refused.findings(), documents);
        say.accept(refused.serving() > 0 ? "Refused. Still serving revision " + refused.serving() + "." : "Refused.");
    }

    private void print(List<Problem> findings, Documents documents) {
        var loaded = engine.check(documents.texts()).loaded();
        say.accept(Findings.of(documents.texts(), loaded)
                .print(findings, Findings.Form.TEXT)
                .stripTrailing());
    }
}
