package org.patchbay.trip;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;

/** Turns a request to the address that a partner names for the next page: the same host, and nothing of ours goes further. */
final class Following {
    private Following() {}

    /**
     * The draft to that address. A secret in the query which the address does not repeat is sent again.
     *
     * @throws Refusal the address cannot be read, or leads elsewhere
     */
    static Draft to(String address, Draft draft, List<Argument> arguments) {
        var here = URI.create(draft.origin() + draft.path());
        var there = resolved(here, address);
        var path = Optional.ofNullable(there.getRawPath()).filter(text -> !text.isEmpty());
        return new Draft(
                draft.method(),
                draft.origin(),
                path.orElse("/"),
                query(there, draft, arguments),
                draft.headers(),
                draft.cookies(),
                draft.body());
    }

    private static URI resolved(URI here, String address) {
        try {
            var reference = new URI(address);
            var there = address.startsWith("?") ? URI.create(here + reference.toString()) : here.resolve(reference);
            if (isElsewhere(Origin.of(here), Origin.of(there)) || there.getRawUserInfo() != null) {
                throw refusal(FailureCode.UPSTREAM_BLOCKED, "the next page is on another host, which is not followed");
            }
            return there;
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            throw refusal(FailureCode.MAPPING_FAILED, "the address of the next page cannot be read");
        }
    }

    /** Behind a proxy that speaks https for it, a partner may call itself by http; ours stays https. */
    private static boolean isElsewhere(Origin here, Origin there) {
        var plain = here.scheme().equals("https") && there.scheme().equals("http") && there.port() == 80;
        return !here.host().equals(there.host())
                || !plain && (!here.scheme().equals(there.scheme()) || here.port() != there.port());
    }

    private static List<Pair> query(URI there, Draft draft, List<Argument> arguments) {
        var query = new ArrayList<Pair>();
        Optional.ofNullable(there.getRawQuery()).ifPresent(text -> pairs(text, query));
        var secret = arguments.stream()
                .filter(argument -> argument.secret() && argument.place().equals(Optional.of(Place.QUERY)))
                .map(Argument::key)
                .filter(key -> query.stream().noneMatch(pair -> pair.name().equals(key)))
                .toList();
        draft.query().stream().filter(pair -> secret.contains(pair.name())).forEach(query::add);
        return query;
    }

    private static void pairs(String text, List<Pair> query) {
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                var name = equals < 0 ? pair : pair.substring(0, equals);
                query.add(new Pair(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw refusal(FailureCode.MAPPING_FAILED, "the address of the next page cannot be read");
        }
    }

    private static Refusal refusal(FailureCode code, String message) {
        return new Refusal(Failure.of(code, message));
    }
}
