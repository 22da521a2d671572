package org.patchbay.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.mapping.TokenReply;
import org.patchbay.store.Tokens.Token;

/** One new token: by refresh where that is possible, else by the request itself. */
record Issue(Login login, Holder holder, InstantSource clock) {
    /** @throws AuthFailure when there is none */
    Token fresh(Optional<Token> current) {
        var spare =
                current.flatMap(Token::refreshToken).filter(_ -> login.refresh().isPresent());
        if (spare.isPresent()) {
            return refreshed(current.orElseThrow(), spare.get());
        }
        if (login.needsPerson()) {
            throw AuthFailure.reauth(
                    current.isPresent()
                            ? "the token of `" + login.name()
                                    + "` has ended and cannot be renewed; somebody must connect again"
                            : "nobody has connected `" + holder.name() + "` to `" + login.name() + "` yet");
        }
        return byRequest(nothing(), current);
    }

    /** By the request of the grant. */
    Token byRequest(ObjectNode grant, Optional<Token> current) {
        return taken(holder.send(login.request(), grant), current, Optional.empty());
    }

    /** Where the login needs no person, a refresh token that is no longer good is no reason to stop. */
    private Token refreshed(Token current, Secret spare) {
        var grant = nothing();
        grant.set("refreshToken", SecretNode.of(spare.reveal()));
        var fetched = holder.send(login.refresh().orElseThrow(), grant);
        return !login.needsPerson() && isRefused(fetched.outcome())
                ? byRequest(nothing(), Optional.of(current))
                : taken(fetched, Optional.of(current), Optional.of(spare));
    }

    /** Why the partner does not take the token back (RFC 7009 §2.1); the refresh token where there is one, for it stands for the grant. */
    Optional<Failure> back(Token token) {
        return login.revoke().flatMap(request -> {
            var grant = nothing();
            var value = token.refreshToken().orElse(token.value());
            grant.set("token", SecretNode.of(value.reveal()));
            grant.put("tokenType", token.refreshToken().isPresent() ? "refresh_token" : "access_token");
            return holder.send(request, grant).outcome().reason();
        });
    }

    private static boolean isRefused(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reauth _, Outcome.Fail _, Outcome.Refresh _ -> true;
            case Outcome.Ok _,
                    Outcome.AlreadyDone _,
                    Outcome.Retry _,
                    Outcome.Disable _,
                    Outcome.Remove _,
                    Outcome.Unknown _ -> false;
        };
    }

    private Token taken(Holder.Fetched fetched, Optional<Token> current, Optional<Secret> spare) {
        return switch (fetched.outcome()) {
            case Outcome.Ok(var results) -> token(fetched.token(), results, current, spare);
            case Outcome.AlreadyDone() -> token(fetched.token(), nothing(), current, spare);
            case Outcome.Reauth(var failure) -> throw AuthFailure.reauth(failure.message());
            case Outcome.Retry(var failure, var wait) -> throw AuthFailure.passing(failure, wait.orElse(Duration.ZERO));
            case Outcome.Unknown(var failure) -> throw AuthFailure.passing(failure, Duration.ZERO);
            case Outcome.Refresh(var failure) -> throw AuthFailure.lasting(failure);
            case Outcome.Disable(var failure) -> throw AuthFailure.lasting(failure);
            case Outcome.Remove(var failure) -> throw AuthFailure.lasting(failure);
            case Outcome.Fail(var failure) -> throw AuthFailure.lasting(failure);
        };
    }

    /** A reply to a refresh without a refresh token leaves the old one in force (RFC 6749 §6). */
    private Token token(
            Optional<TokenReply> reply, ObjectNode results, Optional<Token> current, Optional<Secret> spare) {
        if (reply.isEmpty() && login.policy().responseType().isPresent()) {
            throw AuthFailure.lasting(Failure.of(
                    FailureCode.MAPPING_FAILED,
                    "`" + login.name() + "` answered without a token where responseType looks for it"));
        }
        var now = clock.instant();
        return new Token(
                Math.max(current.map(Token::version).orElse(0L) + 1, now.toEpochMilli()),
                reply.map(TokenReply::token).orElse(Secret.of("")),
                reply.flatMap(TokenReply::refreshToken).or(() -> spare),
                results,
                now,
                reply.flatMap(found -> end(found, now)));
    }

    private static Optional<Instant> end(TokenReply reply, Instant now) {
        return reply.life().map(now::plus).or(reply::expiresAt);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
