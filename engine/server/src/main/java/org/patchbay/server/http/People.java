package org.patchbay.server.http;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.patchbay.definition.Secret;
import org.patchbay.store.Users.User;

/** Makes and changes users; a change of password or role ends what they had before. */
public final class People {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private People() {}

    /** True for what a user can be called. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A user, or why there can be none like that. */
    public sealed interface Made {
        /** There is one. */
        record Good(User user) implements Made {}

        /**
         * There is none.
         *
         * @param pointer to what is wrong, as a JSON pointer
         */
        record Refused(String pointer, String text) implements Made {}

        /** The user. */
        default <X extends RuntimeException> User orElseThrow(Function<Refused, X> failure) {
            return switch (this) {
                case Good(var user) -> user;
                case Refused refused -> throw failure.apply(refused);
            };
        }
    }

    /** A new user. */
    public static Made user(String name, Role role, Secret password, Instant now) {
        return isName(name)
                ? with(new User(name, role.word(), "", "", now), password)
                : new Made.Refused("/name", "a name has letters, digits and . _ @ -, at most 64");
    }

    /** The same user with another password. */
    public static Made with(User user, Secret password) {
        return password.reveal().length() < Passwords.SHORTEST
                ? new Made.Refused("/password", "a password has at least " + Passwords.SHORTEST + " characters")
                : new Made.Good(
                        new User(user.name(), user.role(), Passwords.hash(password), stamp(), user.createdAt()));
    }

    /** The same user in another role. */
    public static User with(User user, String role) {
        return new User(user.name(), role, user.password(), stamp(), user.createdAt());
    }

    private static String stamp() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
