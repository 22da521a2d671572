package org.patchbay.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Authors;
import org.patchbay.engine.Engine;
import org.patchbay.store.Keys.Key;
import org.patchbay.store.Keys.Kind;
import org.patchbay.store.Users;
import org.patchbay.store.Users.User;

/**
 * People who have logged in. What they show afterwards names them and is signed; it counts no more when half a day is over, when
 * their password or role changes, or when they are removed. Thread-safe.
 */
@Singleton
public final class Logins {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration FORGIVEN = Duration.ofMinutes(15);
    private static final int MOST_FAILURES = 10;
    /** Of all senders together: nobody keeps a person out from one place, and guessing from many ends too. */
    private static final int MOST_OF_ALL = 100;

    private static final String PREFIX = "us_";

    private static final int AT_ONCE = 4;

    private final Semaphore looking = new Semaphore(AT_ONCE);
    private final Users users;
    private final SignedLinks links;
    private final Engine engine;
    private final Cache<String, AtomicInteger> failures =
            Caffeine.newBuilder().expireAfterWrite(FORGIVEN).maximumSize(10_000).build();

    /** Knows the users of the engine's store. */
    public Logins(Engine engine, SignedLinks links) {
        this.engine = engine;
        this.users = engine.tools().store().users();
        this.links = links;
    }

    /** What somebody has who has logged in. */
    public record Session(String token, User user, Instant until) {}

    /**
     * Lets a person in; empty for a wrong name or a wrong password, which cannot be told apart.
     *
     * @param sender address of who asks; wrong passwords from elsewhere count for little
     * @throws Declined after too many wrong passwords
     */
    public Optional<Session> login(String name, Secret password, InetSocketAddress sender) {
        if (!People.isName(name)) {
            return Optional.empty();
        }
        var own = name + " from " + Strangers.sender(sender);
        count(own, MOST_FAILURES);
        count(name, MOST_OF_ALL);
        return proven(users.find(name), password).map(found -> {
            failures.invalidate(own);
            tries(name).decrementAndGet();
            return session(found);
        });
    }

    /** Counts before it looks: who tries many at the same time gets no more tries. */
    private void count(String who, int most) {
        if (tries(who).incrementAndGet() > most) {
            var wait = FORGIVEN.minus(failures.policy()
                    .expireAfterWrite()
                    .flatMap(policy -> policy.ageOf(who))
                    .orElse(Duration.ZERO));
            throw ProblemDetails.of(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "too many wrong passwords; try again in "
                                    + wait.plusSeconds(59).toMinutes() + " minutes")
                    .after(wait)
                    .declined();
        }
    }

    private AtomicInteger tries(String who) {
        return failures.get(who, _ -> new AtomicInteger());
    }

    /** Looking at passwords is made to be slow: who sends many of them keeps nobody else from working. */
    private Optional<User> proven(Optional<User> user, Secret password) {
        if (!looking.tryAcquire()) {
            throw ProblemDetails.of(
                            ProblemCode.TOO_MANY_REQUESTS, "too many people are logging in; try again in a moment")
                    .declined();
        }
        try {
            if (user.isEmpty()) {
                Passwords.waste(password);
            }
            return user.filter(found -> Passwords.fits(password, found.password()));
        } finally {
            looking.release();
        }
    }

    private Session session(User user) {
        var name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(user.name().getBytes(StandardCharsets.UTF_8));
        var token = PREFIX + name + "." + links.sign(thing(user), LIFE);
        return new Session(token, user, engine.tools().clock().instant().plus(LIFE));
    }

    private static String thing(User user) {
        return "session " + user.stamp() + " " + user.name();
    }

    /** Who has shown that; empty when it is no session, or one that counts no more. */
    Optional<Visitor> visitor(String token) {
        var dot = token.indexOf('.');
        if (!token.startsWith(PREFIX) || dot < 0) {
            return Optional.empty();
        }
        return users.find(name(token.substring(PREFIX.length(), dot)))
                .filter(user -> links.opens(thing(user), token.substring(dot + 1)))
                .map(Logins::visitor);
    }

    private static String name(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static Visitor visitor(User user) {
        return Visitor.of(new Key(
                Authors.person(user.name()),
                "",
                Kind.AK,
                Optional.empty(),
                Optional.of(user.role()),
                List.of(),
                user.createdAt()));
    }
}
