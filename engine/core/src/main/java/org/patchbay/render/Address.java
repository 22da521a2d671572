package org.patchbay.render;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Values;

/** The compiled url of an endpoint. */
record Address(Base base, List<Piece> path, List<Part> query) {
    Address {
        path = List.copyOf(path);
        query = List.copyOf(query);
    }

    /** A name and a value of the query that stands in the url. */
    record Part(List<Piece> name, List<Piece> value) {
        Part {
            name = List.copyOf(name);
            value = List.copyOf(value);
        }
    }

    /** The path of a request on this base, percent-encoded. */
    String path(Base.Found found, List<Argument> arguments, Values values) {
        var own = Piece.write(path, arguments, values);
        if (found.path().isEmpty()) {
            return own.isEmpty() ? "/" : own;
        }
        var before = !own.isEmpty() && found.path().endsWith("/")
                ? found.path().substring(0, found.path().length() - 1)
                : found.path();
        return before + own;
    }

    /** Names and values that the url itself brings along; the parameters follow. */
    List<Pair> query(Base.Found found, List<Argument> arguments, Values values) {
        var pairs = new ArrayList<>(found.query());
        for (var part : query) {
            pairs.add(new Pair(
                    Piece.write(part.name(), arguments, values), Piece.write(part.value(), arguments, values)));
        }
        return pairs;
    }
}
