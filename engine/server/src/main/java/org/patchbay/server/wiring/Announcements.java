package org.patchbay.server.wiring;

import java.util.List;
import java.util.function.Consumer;
import org.patchbay.definition.Problem;
import org.patchbay.engine.LoadResult;
import org.patchbay.server.admin.Announcer;
import org.patchbay.server.admin.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators by the log, and the person at the terminal in sentences, what became of a configuration. */
final class Announcements implements Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final Consumer<String> say;

    Announcements(Consumer<String> say) {
        this.say = say;
    }

    @Override
    public void announce(LoadResult result, Documents documents) {
        switch (result) {
            case LoadResult.Accepted(var revision, var hash, var changes, var warnings, var took) -> {
                LOG.info(
                        "config.loaded revision={} hash={} changes={} warnings={} ms={}",
                        revision,
                        hash,
                        changes.size(),
                        warnings.size(),
                        took.toMillis());
                print(warnings);
                say.accept("Revision " + revision + " is live (" + took.toMillis() + " ms).");
            }
            case LoadResult.Refused(var findings, var serving) -> {
                LOG.warn("config.refused findings={} serving={}", findings.size(), serving);
                print(findings);
                say.accept(serving > 0 ? "Refused. Still serving revision " + serving + "." : "Refused.");
            }
            case LoadResult.Unchanged _, LoadResult.Stale _ -> {}
        }
    }

    private void print(List<Problem> findings) {
        findings.forEach(finding -> say.accept(finding.toString()));
    }
}
