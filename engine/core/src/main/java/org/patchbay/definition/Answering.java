package org.patchbay.definition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How the reply to an endpoint is read (format reference, section 7.2). */
public record Answering(
        @Doc("how the reply is read; by Content-Type when auto") @Default("auto")
        ResponseFormat responseFormat,

        @Doc(value = "what a good reply looks like; status 2xx when absent", example = "{ body.CodeResult: \"100\" }")
        Optional<Condition> successWhen,

        @Doc(value = "what replies mean, first match wins", example = "{ 404: ok, 409: already-done }")
        Outcomes outcomes,

        @Doc(value = "path to the text of a failure, for admins", example = "error.message")
        Optional<PathText> failureMessage,

        @Doc(value = "what the agent reads, or one text by outcome", example = "{ en: Not saved, vi: Chưa lưu }")
        Optional<Tree> message,

        @Doc(
                value = "our name: path in the reply, or more than a path",
                example = "{ id: { path: items.0.id, required: true } }")
        Map<String, ResultEntry> result,

        @Doc("none, one or many of a list result") Optional<Match> match,

        @Doc(value = "kept for this callId as call.<name>", example = "{ contactId: matched.id }")
        Captures remember,

        @Doc("life of what is remembered; calls.memory when absent") @Range(min = 1_000, max = 604_800_000)
        Optional<Duration> rememberFor,

        @Doc("keeps the whole result for the call as object.<name>")
        Optional<Name> objectName,

        @Doc(
                value = "into fields of the integrator that are filledBy: store; null clears",
                example = "{ hookId: hookId }")
        Map<String, StoreEntry> store,

        @Doc(
                value = "how long a GetData result may be used again for the same request",
                example = "{ for: 5m, none: 30s, stale: 1h }")
        Optional<Cache> cache,

        @Doc(value = "result when the call failed or ran out of time", example = "{ name: unknown }")
        Optional<Tree> fallback) {
    /** The same for a reply that brings nothing but its status. */
    public Answering plain() {
        return new Answering(
                responseFormat,
                Optional.empty(),
                Outcomes.NONE,
                failureMessage,
                message,
                Map.of(),
                Optional.empty(),
                Captures.NONE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with other meanings, and another text of a failure. */
    public Answering meaning(Outcomes meanings, PathText text) {
        return new Answering(
                responseFormat,
                successWhen,
                meanings,
                Optional.of(text),
                message,
                result,
                match,
                remember,
                rememberFor,
                objectName,
                store,
                cache,
                fallback);
    }
}
