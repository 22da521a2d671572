package org.patchbay.server.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.engine.LoadResult;
import org.patchbay.store.Audit.Deed;
import org.patchbay.store.Revisions.Kept;

/** Brings documents from their source into the engine: the one way for start-up, watching and the API. Thread-safe. */
public final class Configuration {
    private final Engine engine;
    private final DocumentSource source;
    private final Announcer announcer;
    private volatile Optional<Refusal> refusal = Optional.empty();

    /** Takes documents from that source into that engine. */
    public Configuration(Engine engine, DocumentSource source, Announcer announcer) {
        this.engine = engine;
        this.source = source;
        this.announcer = announcer;
    }

    /** An attempt that failed, as long as no other has succeeded. */
    public record Refusal(Instant at, List<Problem> findings) {}

    /** Takes the documents of the source. */
    public LoadResult reload(String author) {
        return reload(author, Optional.empty(), SentDocuments.NONE);
    }

    /**
     * Takes the documents of the source with others laid over them.
     *
     * @param ifRevision only if this revision is live
     */
    public synchronized LoadResult reload(String author, Optional<Long> ifRevision, SentDocuments others) {
        var documents = source.read().with(others);
        var result = load(documents, author, ifRevision);
        remember(result);
        trail(result, author);
        announcer.announce(result, documents);
        return result;
    }

    /** A revision may come from files that somebody has saved: that is a change like one over the API. */
    private void trail(LoadResult result, String author) {
        if (result instanceof LoadResult.Accepted accepted) {
            var tools = engine.tools();
            var what = "revision " + accepted.revision() + " " + accepted.hash();
            tools.store().audit().add(new Deed(tools.clock().instant(), author, what, "live"));
        }
    }

    private LoadResult load(Documents documents, String author, Optional<Long> ifRevision) {
        var serving = engine.live().map(Live::number).orElse(0L);
        if (ifRevision.isPresent() && !ifRevision.get().equals(serving)) {
            return new LoadResult.Stale(ifRevision.get(), serving);
        }
        return documents.problems().stream().anyMatch(Problem::isError)
                ? new LoadResult.Refused(findings(documents), serving)
                : engine.load(documents.texts(), author, ifRevision);
    }

    /** Takes the documents of an earlier revision, under a new number. */
    public synchronized LoadResult take(Kept kept, String author) {
        var documents = new Documents(kept.documents(), List.of());
        var result = load(documents, author, Optional.empty());
        remember(result);
        trail(result, author);
        announcer.announce(result, documents);
        return result;
    }

    /** Takes the newest revision if another node has made it. */
    public synchronized void follow() {
        engine.follow().ifPresent(result -> {
            remember(result);
            announcer.announce(result, new Documents(documents(result), List.of()));
        });
    }

    /** The documents that a node was to follow to. */
    private Map<String, String> documents(LoadResult result) {
        return switch (result) {
            case LoadResult.Refused _ ->
                engine.tools().store().revisions().newest().map(Kept::documents).orElse(Map.of());
            case LoadResult.Accepted _, LoadResult.Unchanged _, LoadResult.Stale _ -> engine.documents();
        };
    }

    /** Findings of the documents of the source with others laid over them; nothing is taken. */
    public List<Problem> check(SentDocuments others) {
        return findings(source.read().with(others));
    }

    private List<Problem> findings(Documents documents) {
        var problems = new Problems();
        problems.addAll(documents.problems());
        problems.addAll(engine.check(documents.texts()).problems());
        return problems.sorted();
    }

    /** The templates of the documents of the source with others laid over them, in the states that they would be in. */
    List<Template> wanted(SentDocuments others) {
        return engine.check(texts(others)).loaded().definitions().templates();
    }

    /** The documents of the source with others laid over them, by path. */
    Map<String, String> texts(SentDocuments others) {
        return source.read().with(others).texts();
    }

    /** Takes the live documents once more, because a secret has changed. */
    public synchronized LoadResult renew() {
        var result = engine.renew();
        announcer.announce(result, new Documents(engine.documents(), List.of()));
        return result;
    }

    private void remember(LoadResult result) {
        switch (result) {
            case LoadResult.Accepted _, LoadResult.Unchanged _ -> refusal = Optional.empty();
            case LoadResult.Refused(var findings, var _) ->
                refusal = Optional.of(new Refusal(engine.tools().clock().instant(), findings));
            case LoadResult.Stale _ -> {}
        }
    }

    /** The last attempt, if it failed. */
    public Optional<Refusal> refusal() {
        return refusal;
    }
}
