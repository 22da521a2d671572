package org.patchbay.sign;

import java.util.Optional;
import org.patchbay.definition.Place;
import org.patchbay.wire.DottedKey;

/** A place in a request under a key, written place.key. */
record Spot(Place place, String key, DottedKey dotted) {
    /** The place that is written so; empty when it is none. */
    static Optional<Spot> parse(String written) {
        var dot = written.indexOf('.');
        var key = written.substring(dot + 1);
        return Optional.ofNullable(BlockCompiler.PLACES.get(dot < 0 ? "" : written.substring(0, dot)))
                .filter(_ -> !key.isEmpty())
                .map(place -> new Spot(place, key, DottedKey.parse(key)));
    }
}
