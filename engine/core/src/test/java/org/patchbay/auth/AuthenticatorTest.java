package org.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.auth.Authenticator.Wanted;
import org.patchbay.config.Loader;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Outcome;
import org.patchbay.mapping.TokenReply;
import org.patchbay.store.LocalLocks;
import org.patchbay.store.Tokens;
import org.patchbay.store.memory.MemoryStore;
import org.patchbay.trip.Plan;

/** What callers see that meet between two steps of one another; the others are let in at exactly that moment. */
class AuthenticatorTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String CRM = """
            kind: Template
            name: crm
            endpoints:
              - { name: login, type: Auth, url: /token, responseType: { token: access_token } }
            """;

    /** What happens as soon as the clock or the store is asked, once each. */
    private final Deque<Runnable> atTheClock = new ArrayDeque<>();

    private final Deque<Runnable> afterTheStore = new ArrayDeque<>();
    private final Tokens store = new Interrupted(new MemoryStore().tokens());
    private final Authenticator tokens = authenticator();
    private final Wanted wanted = new Wanted("key", login(), new Partner());
    private int given;

    private Authenticator authenticator() {
        return new Authenticator(
                store,
                new LocalLocks(),
                () -> {
                    Optional.ofNullable(atTheClock.poll()).ifPresent(Runnable::run);
                    return NOON;
                },
                Runnable::run);
    }

    private static Login login() {
        var template = Loader.forTests()
                .load(Map.of("crm.yaml", CRM))
                .definitions()
                .templates()
                .getFirst();
        return Login.compile(template.endpoints().getFirst(), template, Map.of(), new Problems());
    }

    private String token(Authenticator from) {
        return from.token(wanted, Deadline.in(Duration.ofSeconds(30))).value().reveal();
    }

    @Test
    void a_refused_token_stays_refused_for_who_looked_at_it_before_it_was_renewed() {
        var first = tokens.token(wanted, Deadline.in(Duration.ofSeconds(30)));
        tokens.refused(wanted.key(), first);
        atTheClock.add(() -> token(tokens));

        assertThat(token(tokens)).isEqualTo("A2");
        assertThat(given).isEqualTo(2);
    }

    @Test
    void a_token_read_from_the_store_does_not_take_the_place_of_a_newer_one() {
        token(tokens);
        var restarted = authenticator();
        afterTheStore.add(() -> restarted.connect(wanted, JsonNodeFactory.instance.objectNode()));

        assertThat(token(restarted)).isEqualTo("A2");
        assertThat(token(restarted)).isEqualTo("A2");
    }

    @Test
    void a_token_given_after_a_refusal_serves_even_if_the_clock_has_not_moved() {
        var first = tokens.token(wanted, Deadline.in(Duration.ofSeconds(30)));
        tokens.refused(wanted.key(), first);
        tokens.forget(wanted.key());

        assertThat(token(tokens)).isEqualTo("A2");
        assertThat(token(tokens)).isEqualTo("A2");
    }

    /** Gives A1, A2 and so on. */
    private final class Partner implements Holder {
        @Override
        public String name() {
            return "acme";
        }

        @Override
        public Fetched send(Plan request, ObjectNode grant) {
            given++;
            var reply = new TokenReply(
                    Secret.of("A" + given), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            return new Fetched(new Outcome.Ok(JsonNodeFactory.instance.objectNode()), Optional.of(reply));
        }

        @Override
        public void prepare(Plan request) {}

        @Override
        public void lost(Failure failure) {
            throw new AssertionError(failure.message());
        }
    }

    /** Lets others in between what it has found and who has asked for it. */
    private final class Interrupted implements Tokens {
        private final Tokens kept;

        private Interrupted(Tokens kept) {
            this.kept = kept;
        }

        @Override
        public Optional<Token> find(String key) {
            var found = kept.find(key);
            Optional.ofNullable(afterTheStore.poll()).ifPresent(Runnable::run);
            return found;
        }

        @Override
        public void keep(String key, Token token) {
            kept.keep(key, token);
        }

        @Override
        public void forget(String key, long version) {
            kept.forget(key, version);
        }

        @Override
        public void forgetOf(String owner) {
            kept.forgetOf(owner);
        }
    }
}
