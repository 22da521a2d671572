package org.patchbay.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;

/**
 * People on their way to a partner's page and back. Each way is open for half an hour and can be walked once; nothing of it is ever on
 * disk (decision 0021). Thread-safe.
 */
public final class Attempts {
    /** How long an invitation and a way to the partner stay open. */
    public static final Duration OPEN = Duration.ofMinutes(30);

    private static final int MOST = 10_000;
    private static final int RANDOM_BYTES = 32;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Cache<String, Invited> invitations = cache();
    private final Cache<String, Attempt> attempts = cache();

    /** Draws states and verifiers from there; a strong one in production. */
    public Attempts(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(OPEN).build();
    }

    /** What somebody is to connect: an integrator, by one of its Auth endpoints. */
    public record Target(String integrator, String login) {}

    private record Invited(Target target, Instant until) {}

    /**
     * A person who was sent to the partner.
     *
     * @param visitor hash of what the person's browser was given to keep
     */
    public record Attempt(Target target, String redirectUri, Secret verifier, String visitor, Instant until) {
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
        invitations.put(ticket, new Invited(target, end()));
        return ticket;
    }

    /** What a ticket lets one connect; empty when it is unknown, used up or too old. */
    public Optional<Target> invited(String ticket) {
        return Optional.ofNullable(invitations.getIfPresent(ticket))
                .filter(invited -> clock.instant().isBefore(invited.until()))
                .map(Invited::target);
    }

    /** Opens a way to the partner's page and back to that address. */
    public Opened open(Target target, String redirectUri) {
        var state = text();
        var verifier = text();
        var visitor = text();
        attempts.put(state, new Attempt(target, redirectUri, Secret.of(verifier), hash(visitor), end()));
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
        return Optional.ofNullable(attempts.asMap().remove(state))
                .filter(attempt -> clock.instant().isBefore(attempt.until()))
                .filter(attempt -> Secret.of(attempt.visitor()).isSame(hash(visitor)));
    }

    /** The target is connected: who was invited to connect it need not any more. */
    public void done(Target target) {
        invitations.asMap().values().removeIf(invited -> invited.target().equals(target));
    }

    private Instant end() {
        return clock.instant().plus(OPEN);
    }

    private String text() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String text) {
        return DigestUtils.sha256Hex(text);
    }
}
