package org.patchbay.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Text;
import org.patchbay.wire.UrlCoding;

/** Where a request goes, before anything of the caller's is looked at. */
sealed interface Base {
    /** Scheme, host and port, with the path before the path of the url and the query it brings along. */
    record Found(Origin origin, String path, List<Pair> query) {}

    /** Written down completely. */
    record Fixed(Origin origin) implements Base {}

    /** Scheme written down, host and port made of fields; {@code shown} is what was written, for messages. */
    record Composed(String scheme, Text authority, String shown) implements Base {}

    /** A whole address that is a field; {@code shown} is what was written. */
    record Whole(Text address, String shown) implements Base {}

    default Found find(Values values) {
        return switch (this) {
            case Fixed(var origin) -> new Found(origin, "", List.of());
            case Composed(var scheme, var authority, var shown) ->
                new Found(
                        Authority.read(scheme, authority.render(values, Encoder.PLAIN))
                                .orElseThrow(() -> refusal("`" + shown + "` gives no host name")),
                        "",
                        List.of());
            case Whole(var address, var shown) -> {
                var text = address.render(values, Encoder.PLAIN);
                yield read(text).orElseThrow(() -> refusal("`" + shown + "` is no address such as https://host/path"));
            }
        };
    }

    private static Refusal refusal(String message) {
        return new Refusal(Failure.of(FailureCode.BAD_INPUT, message));
    }

    /** Takes an address apart; empty when it is not an http or https address, has a user or a fragment, or a broken query. */
    private static Optional<Found> read(String text) {
        var scheme = scheme(text);
        if (scheme.isEmpty() || text.indexOf('#') >= 0) {
            return Optional.empty();
        }
        var start = scheme.length() + 3;
        var question = text.indexOf('?');
        var end = question < 0 ? text.length() : question;
        var slash = text.indexOf('/', start);
        var host = slash < 0 || slash > end ? end : slash;
        return Authority.read(scheme, text.substring(start, host))
                .flatMap(origin -> query(question < 0 ? "" : text.substring(question + 1))
                        .map(query -> new Found(origin, Urls.literal(text.substring(host, end)), query)));
    }

    private static String scheme(String text) {
        for (var scheme : List.of("https", "http")) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length()) && text.startsWith("://", scheme.length())) {
                return scheme;
            }
        }
        return "";
    }

    private static Optional<List<Pair>> query(String text) {
        var pairs = new ArrayList<Pair>();
        try {
            for (var pair : text.split("&", -1)) {
                if (!pair.isEmpty()) {
                    var sides = pair.split("=", 2);
                    pairs.add(new Pair(UrlCoding.decode(sides[0]), sides.length < 2 ? "" : UrlCoding.decode(sides[1])));
                }
            }
            return Optional.of(pairs);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
