package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.patchbay.definition.Problems;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.definition.ResponseType;
import org.patchbay.definition.ResponseType.TokenFormat;
import org.patchbay.definition.ResponseType.Unit;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Reference;

/** Reads a token and what belongs to it from the reply of an Auth endpoint. Compiled once, thread-safe. */
record TokenReader(
        TokenFormat format,
        String name,
        Optional<ReplyPath> token,
        Optional<Life> life,
        Optional<ReplyPath> expiresAt,
        Optional<ReplyPath> refreshToken,
        Optional<ReplyPath> scope) {
    private static final BigDecimal LONGEST_MILLIS =
            BigDecimal.valueOf(Duration.ofDays(36_500).toMillis());
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(10_000_000_000L);

    /** Where the life of a token is, and its unit. */
    record Life(ReplyPath path, Unit unit) {}

    static TokenReader compile(ResponseType type, Problems problems) {
        var named = type.format() == TokenFormat.HEADER || type.format() == TokenFormat.COOKIE;
        if (type.token().isEmpty() && type.format() != TokenFormat.TEXT) {
            problems.add(
                    "PB204",
                    type.at(),
                    "it does not say where the token is",
                    "`token` is missing",
                    named ? "the name of the header or cookie" : "for example token: data.accessToken");
        }
        return new TokenReader(
                type.format(),
                type.token().map(Object::toString).orElse(""),
                named ? Optional.empty() : type.token().flatMap(path -> ReplyPath.compile(path, problems)),
                type.expiresIn()
                        .flatMap(life ->
                                ReplyPath.compile(life.path(), problems).map(path -> new Life(path, life.unit()))),
                type.expiresAt().flatMap(path -> ReplyPath.compile(path, problems)),
                type.refreshToken().flatMap(path -> ReplyPath.compile(path, problems)),
                type.scope().flatMap(path -> ReplyPath.compile(path, problems)));
    }

    Optional<TokenReply> read(Reply reply) {
        var body = new Incoming(reply, bodyFormat());
        return text(body)
                .map(found -> new TokenReply(
                        Secret.of(found),
                        refreshToken
                                .flatMap(path -> text(path.find(body.tree())))
                                .map(Secret::of),
                        life.flatMap(in -> life(in.path().find(body.tree()), in.unit())),
                        expiresAt.flatMap(path -> time(path.find(body.tree()))),
                        scope.flatMap(path -> scopes(path.find(body.tree())))));
    }

    private ResponseFormat bodyFormat() {
        return switch (format) {
            case JSON -> ResponseFormat.JSON;
            case FORM -> ResponseFormat.FORM;
            case XML -> ResponseFormat.XML;
            case TEXT -> ResponseFormat.TEXT;
            case HEADER, COOKIE -> ResponseFormat.AUTO;
        };
    }

    private Optional<String> text(Incoming body) {
        return switch (format) {
            case JSON, FORM, XML -> token.flatMap(path -> text(path.find(body.tree())));
            case TEXT -> text(body.tree());
            case HEADER -> body.reply().header(name).map(String::strip).filter(found -> !found.isEmpty());
            case COOKIE -> Headers.cookie(body.reply(), name).filter(found -> !found.isEmpty());
        };
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode()
                ? Optional.of(Scalars.text(value).strip()).filter(found -> !found.isEmpty())
                : Optional.empty();
    }

    /** A life that is no number, or not longer than nothing, says nothing: the token serves until it is refused. */
    private static Optional<Duration> life(JsonNode value, Unit unit) {
        return number(value).filter(count -> count.signum() > 0).map(count -> {
            var millis = count.multiply(
                    switch (unit) {
                        case SECONDS -> BigDecimal.valueOf(1_000);
                        case MILLISECONDS -> BigDecimal.ONE;
                        case MINUTES -> BigDecimal.valueOf(60_000);
                    });
            return Duration.ofMillis(millis.min(LONGEST_MILLIS).longValue());
        });
    }

    /** An ISO 8601 or HTTP date, epoch seconds, or epoch milliseconds where seconds would be beyond the year 2286. */
    private static Optional<Instant> time(JsonNode value) {
        var number = number(value);
        if (number.isEmpty()) {
            return text(value).flatMap(found -> Order.time(found).or(() -> RetryAfter.date(found)));
        }
        var count = number.get();
        var millis = count.compareTo(FIRST_MILLIS) < 0 ? count.movePointRight(3) : count;
        return count.signum() > 0
                ? Optional.of(Instant.ofEpochMilli(
                        millis.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue()))
                : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.decimalValue());
        }
        try {
            return text(value).filter(found -> found.length() <= 64).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A list of scopes is written as RFC 6749 §3.3 has it, joined by spaces. */
    private static Optional<String> scopes(JsonNode value) {
        if (!value.isArray()) {
            return Reference.isAbsent(value) ? Optional.empty() : text(value);
        }
        var words = new ArrayList<String>();
        value.forEach(word -> words.add(Scalars.text(word)));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }
}
