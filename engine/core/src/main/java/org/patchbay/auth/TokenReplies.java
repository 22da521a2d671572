package org.patchbay.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.mapping.TokenReply;
import org.patchbay.store.Tokens.Token;

/** Makes a token of what an Auth endpoint answered. */
final class TokenReplies {
    private TokenReplies() {}

    /** @throws AuthFailure when the reply holds no token although the endpoint says where it would be */
    static Token token(Endpoint endpoint, Authenticator.Fetched answer, long version, Instant now) {
        var reply = answer.token();
        if (reply.isEmpty() && endpoint.auth().responseType().isPresent()) {
            throw new AuthFailure(
                    Failure.of(
                            FailureCode.MAPPING_FAILED,
                            "`" + endpoint.name() + "` answered without a token where responseType looks for it"),
                    AuthFailure.Passing.NO);
        }
        var results =
                answer.outcome() instanceof Outcome.Ok(var result) ? result : JsonNodeFactory.instance.objectNode();
        var value = reply.map(TokenReply::token).orElse(Secret.of(""));
        return new Token(
                version,
                value,
                reply.flatMap(TokenReply::refreshToken),
                results,
                now,
                reply.flatMap(found -> end(found, now)));
    }

    private static Optional<Instant> end(TokenReply reply, Instant now) {
        return reply.life().map(now::plus).or(reply::expiresAt);
    }
}
