package org.patchbay.flow;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.SignatureTrace;
import org.patchbay.trip.Trip;

/** Finds out what a signed request that the partner refused had signed, and whether the clocks differ. */
final class Refusals {
    private Refusals() {}

    /** Empty where nothing was signed, nothing was answered, or the answer was no refusal. */
    static Optional<SignatureTrace> trace(Ending ending) {
        return ending.trip()
                .filter(ended -> ended.reply()
                        .filter(reply -> isRefused(reply, ended.outcome()))
                        .isPresent())
                .flatMap(ended -> ended.prepared().flatMap(prepared -> trace(prepared, ended)));
    }

    private static boolean isRefused(Reply reply, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ok _, Outcome.AlreadyDone _ -> false;
            case Outcome.Refresh _, Outcome.Reauth _, Outcome.Fail _ -> true;
            case Outcome.Retry _, Outcome.Disable _, Outcome.Remove _, Outcome.Unknown _ ->
                reply.status() == 401 || reply.status() == 403;
        };
    }

    private static Optional<SignatureTrace> trace(Trip.Prepared prepared, Trip.Ended ended) {
        var pieces = prepared.signed().pieces().stream()
                .map(piece -> new SignatureTrace.Piece(piece.value(), piece.signed()))
                .toList();
        var sentAt = prepared.values().moment().now();
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignatureTrace(
                        pieces, ended.reply().flatMap(Refusals::date).map(date -> Duration.between(sentAt, date))));
    }

    /** The clock of the partner (RFC 9110 §6.6.1). */
    private static Optional<Instant> date(Reply reply) {
        return reply.header("Date").flatMap(Refusals::time);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
