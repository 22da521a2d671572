package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a hook but its name; {@code defaults.hook} has them too. */
public record Listening(
        At at,

        @Doc("whose address it is") @Default("integrator") Address address,

        @Doc(
                value = "own path, its parts read as request.path.<name>; the hook's name when absent",
                example = "/tickets/{id}")
        Optional<String> path,

        @Doc("accepted methods") @OneOrMany @Default("POST") List<Method> method,

        @Doc("how the body is read; by Content-Type when auto") @Default("auto")
        Format format,

        @Doc(
                value =
                        "signature that is verified, by name, in place, or by use and with; anybody may call when absent",
                example = "{ use: github, with: { secret: \"{{integrator.hookSecret}}\" } }")
        Optional<SignatureUse> verify,

        @Doc(value = "answer when verification fails; the reason goes to the log only", example = "{ status: 406 }")
        Optional<RefusedAnswer> refuse,

        @Doc(
                value = "special requests, answered and never run",
                example = "[{ when: { body.type: ping }, reply: { text: pong } }]")
        List<Handshake> handshake,

        @Doc(
                value = "answer, before the work or, with wait, after it",
                example = "{ header: { X-Challenge: \"{{verify.challenge}}\" } }")
        Optional<HookReply> reply,

        @Doc(
                value = "what it hears; with one event its keys may stand beside those of the hook",
                example = "[{ each: commits.*, dedupe: body.id, trigger: pushed }]")
        List<HookEvent> events,

        @Inline HookEvent event,

        @Doc(
                value = "which integrators a shared hook means: all of these must be equal",
                example = "{ integrator.team: body.team_id }")
        Map<String, PathText> correlate,

        @Doc("when several integrators are meant") @Default("refuse")
        Many many,

        @Doc("answer when no integrator is meant; 200 when absent")
        Optional<Response> none,

        @Doc(
                value = "where the caller brings the integrator's fields with each request; never stored, all masked",
                example = "body.auth")
        Optional<PathText> fieldsFrom) {
    /** What can be heard: its events, or its own keys as the only one. */
    public List<HookEvent> hears() {
        return events.isEmpty() ? List.of(event) : events;
    }

    /** Whose address a hook has. */
    public enum Address {
        @Doc("/hooks/<integrator>/<name>")
        INTEGRATOR,
        @Doc("the same with 32 random hex digits of the integrator between")
        TOKEN,
        @Doc("/hooks/shared/<template>/<name>, with correlate, fieldsFrom or link: connect")
        SHARED
    }

    /** How a body is read. */
    public enum Format {
        AUTO(ResponseFormat.AUTO),
        JSON(ResponseFormat.JSON),
        FORM(ResponseFormat.FORM),
        XML(ResponseFormat.XML),
        TEXT(ResponseFormat.TEXT);

        private final ResponseFormat read;

        Format(ResponseFormat read) {
            this.read = read;
        }

        /** The same word for what partners answer. */
        public ResponseFormat read() {
            return read;
        }
    }

    /** What becomes of a request that means several integrators. */
    public enum Many {
        @Doc("it is refused")
        REFUSE,
        @Doc("each of them gets it")
        ALL
    }

    /** The answer to a request that is not genuine. */
    @Shorthand("status")
    public record RefusedAnswer(
            At at,

            @Doc("status") @Default("401") @Range(min = 200, max = 599)
            int status,

            @Doc("text") Optional<String> text) {}
}
