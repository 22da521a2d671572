package org.patchbay.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A known answer of a template, run offline; the defaults of the template's tests are already laid under it. */
public record TestCase(
        At at,
        @Doc("a sentence of behaviour") String name,
        @Doc("what happens: this trigger") Optional<Name> trigger,
        @Doc("what happens: this hook is called") Optional<Name> hook,
        @Doc("only this endpoint; all when absent") Optional<Name> endpoint,

        @Doc(
                value = "the integrator's keys; fields with generate that are left out are made up of zeros and A",
                example = "{ host: crm.test }")
        Optional<Tree> integrator,

        @Doc("fields of the template") Optional<Tree> template,
        @Doc("the agent") Optional<Tree> agent,
        @Doc("that agent's tick boxes") Map<String, Boolean> options,

        @Doc(value = "what the call remembers", example = "{ logId: 90 }")
        Optional<Tree> call,

        @Doc("cached tokens by Auth endpoint") Map<String, Token> tokens,

        @Doc(
                value = "where the synchronization stands: checkpoint, and offset and context of one under way",
                example = "{ checkpoint: \"2012-11-20\" }")
        Optional<Tree> sync,

        @Doc(value = "what the link page was told", example = "{ token: { raw: TEMPORARY } }")
        Optional<Tree> link,

        @Doc("client body") Optional<Tree> body,
        @Doc("what the hook is called with") Optional<HookRequest> request,
        @Doc("fixed clock") @Default("2026-01-01T00:00:00Z") Instant clock,
        @Doc("fixed random values; zeros when absent") Optional<String> nonce,

        @Doc(
                value = "replies by endpoint; of a list each once, the last repeats",
                example = "{ login: { status: 401 } }")
        @OneOrMany
        Map<String, List<Stub>> stubs,

        @Doc("what must come out") Expect expect) {

    /** A request to a hook. */
    public record HookRequest(
            At at,

            @Doc("method; the first that the hook accepts when absent")
            Optional<Method> method,

            @Doc("parts of the hook's path by name") Map<String, String> path,
            @Doc("query parameters") @OneOrMany Map<String, List<String>> query,
            @Doc("headers") @OneOrMany Map<String, List<String>> header,
            @Doc("form body") @OneOrMany Map<String, List<String>> form,
            @Doc("JSON body") Optional<Tree> json,
            @Doc("exact text of the body") Optional<String> body,

            @Doc("signs it with the verify block of this hook")
            Optional<Name> signWith) {}

    /** A cached token. */
    @Shorthand("token")
    public record Token(
            @Doc("the token") String token,
            @Doc("its refresh token") Optional<String> refreshToken) {}

    /** One reply of a pretend partner. */
    public record Stub(
            At at,

            @Doc("status") @Default("200") @Range(min = 100, max = 599)
            int status,

            @Doc("headers") Map<String, String> header,
            @Doc("JSON body") Optional<Tree> json,
            @Doc("form body") Map<String, String> form,
            @Doc("XML body") Optional<String> xml,
            @Doc("text body") Optional<String> text,

            @Doc("time until the answer, on the test's clock")
            Optional<Duration> delay,

            @Doc("what goes wrong instead of a reply") Optional<Fault> fault) {}

    /** What goes wrong instead of a reply. */
    public enum Fault {
        @Doc("no answer in time; it may have arrived")
        TIMEOUT,
        @Doc("connection broken after sending; it may have arrived")
        RESET,
        @Doc("nothing was sent")
        BEFORE_SEND
    }

    /** What must come out; what is not named is not compared. */
    public record Expect(
            At at,
            @Doc("status of the run") Optional<String> status,
            @Doc("none, one or many") Optional<String> match,
            @Doc("endpoints called, in order") Optional<List<Name>> calls,

            @Doc("requests by endpoint: method, url, header, query, body; a list is every request, a map the last")
            Map<String, Tree> requests,

            @Doc("results by endpoint, at least these") Optional<Tree> result,

            @Doc("what the hook answers: status, header, json, text, xml, at least these")
            Optional<Tree> reply,

            @Doc("the card, at least these") Optional<Tree> iframe,
            @Doc("what may be opened, at least these") Optional<Tree> pop,
            @Doc("what the call remembers, at least these") Optional<Tree> remembered,
            @Doc("fields written, at least these") Optional<Tree> stored,

            @Doc(
                    "what the synchronization kept: items, all of them in order; checkpoint; offset and context of one under way")
            Optional<Tree> sync,

            @Doc("state of the integrator") Optional<Tree> integrator,
            @Doc("reason by skipped endpoint") Map<String, String> skipped,
            @Doc("type, endpoint, input, message") Optional<Tree> error) {}
}
