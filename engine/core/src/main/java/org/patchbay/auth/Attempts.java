package org.patchbay.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.Receipts;

/**
 * People on their way to a partner's page and back. Each way is open for half an hour and can be walked once, whichever node it leads to;
 * what is remembered of it only opens with what the person brings back (decision 0090). Thread-safe.
 */
public final class Attempts {
    /** How long an invitation and a way to the partner stay open. */
    public static final Duration OPEN = Duration.ofMinutes(30);

    private static final int RANDOM_BYTES = 32;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Keepsakes invitations;
    private final Keepsakes connected;
    private final Keepsakes states;
    private final Keepsakes attempts;

    /**
     * Draws states and verifiers from there; a strong one in production.
     *
     * @param kind of ways; those of one kind are not known to another
     */
    public Attempts(Receipts receipts, InstantSource clock, RandomGenerator random, String kind) {
        this.clock = clock;
        this.random = random;
        this.invitations = new Keepsakes(receipts, clock, random, kind + "-invitation");
        this.connected = new Keepsakes(receipts, clock, random, kind + "-connected");
        this.states = new Keepsakes(receipts, clock, random, kind + "-state");
        this.attempts = new Keepsakes(receipts, clock, random, kind + "-way");
    }

    /**
     * What somebody is to connect: an integrator, by one of its Auth endpoints.
     *
     * @param by the mark of who has invited; empty where nobody has invited to this alone
     */
    public record Target(String integrator, String login, Optional<String> by) {
        private static Target of(JsonNode content) {
            return new Target(
                    content.path("integrator").asText(),
                    content.path("login").asText(),
                    Optional.ofNullable(content.get("by")).map(JsonNode::asText));
        }

        private ObjectNode json() {
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("integrator", integrator)
                    .put("login", login);
            by.ifPresent(author -> json.put("by", author));
            return json;
        }

        private String text() {
            return integrator + "\n" + login;
        }
    }

    /** A person who was sent to the partner. */
    public record Attempt(Target target, String redirectUri, Secret verifier) {
        /** What the exchange of the code carries (RFC 6749 §4.1.3, RFC 7636 §4.5). */
        public ObjectNode grant(String code) {
            var grant = JsonNodeFactory.instance.objectNode();
            grant.set("code", SecretNode.of(code));
            grant.put("redirectUri", redirectUri);
            grant.set("verifier", SecretNode.of(verifier.reveal()));
            return grant;
        }
    }

    /**
     * A way that was opened.
     *
     * @param visitor what the person's browser keeps and shows when it comes back
     * @param grant what the partner's page is opened with
     */
    public record Opened(Secret visitor, ObjectNode grant) {}

    /** A text that lets whoever has it connect the target, for half an hour. */
    public String invite(Target target) {
        var ticket = text();
        var content = target.json().put("at", clock.instant().toString());
        invitations.keep(ticket, content, end());
        return ticket;
    }

    /** What a ticket lets one connect; empty when it is unknown, used up or too old. */
    public Optional<Target> invited(String ticket) {
        return invitations.find(ticket).filter(this::isWanted).map(Target::of);
    }

    private boolean isWanted(JsonNode invited) {
        var at = Instant.parse(invited.path("at").asText());
        return connected
                .find(Target.of(invited).text())
                .map(done -> Instant.parse(done.path("at").asText()).isBefore(at))
                .orElse(true);
    }

    /** Opens a way to the partner's page and back to that address. */
    public Opened open(Target target, String redirectUri) {
        var state = text();
        var verifier = text();
        var visitor = text();
        var content = target.json().put("redirectUri", redirectUri).put("verifier", verifier);
        states.keep(state, JsonNodeFactory.instance.objectNode(), end());
        attempts.keep(state + visitor, content, end());
        var grant = JsonNodeFactory.instance.objectNode();
        grant.put("state", state);
        grant.put("challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(DigestUtils.sha256(verifier)));
        grant.put("redirectUri", redirectUri);
        return new Opened(Secret.of(visitor), grant);
    }

    /**
     * Closes the way that has this state; nobody comes back on it a second time.
     *
     * @param visitor what the browser shows
     * @return empty when there is none, or another browser went there
     */
    public Optional<Attempt> close(String state, String visitor) {
        return states.take(state)
                .flatMap(_ -> attempts.take(state + visitor))
                .map(content -> new Attempt(
                        Target.of(content),
                        content.path("redirectUri").asText(),
                        Secret.of(content.path("verifier").asText())));
    }

    /** The target is connected: who was invited to connect it need not any more. */
    public void done(Target target) {
        var content =
                JsonNodeFactory.instance.objectNode().put("at", clock.instant().toString());
        connected.keep(target.text(), content, end());
    }

    private Instant end() {
        return clock.instant().plus(OPEN);
    }

    private String text() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
