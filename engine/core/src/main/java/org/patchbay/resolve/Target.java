package org.patchbay.resolve;

import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Place;

/**
 * Where a value goes.
 *
 * @param place empty when the value is only read by templates
 */
record Target(String name, Optional<Place> place, String key, ListStyle style) {
    static Target of(Parameter parameter) {
        return new Target(parameter.name().text(), place(parameter), parameter.wireName(), parameter.style());
    }

    /** The place that a parameter's type names; none for md5, whose value is not the one that is sent. */
    static Optional<Place> place(Parameter parameter) {
        return parameter.type().flatMap(type -> switch (type) {
            case HEADER -> Optional.of(Place.HEADER);
            case BODY -> Optional.of(Place.BODY);
            case QUERY -> Optional.of(Place.QUERY);
            case PATH -> Optional.of(Place.PATH);
            case COOKIE -> Optional.of(Place.COOKIE);
            case MD5 -> Optional.empty();
        });
    }

    Target nowhere() {
        return new Target(name, Optional.empty(), key, style);
    }

    /** True when both cannot be sent: the same key, or in a body one key inside the other. */
    boolean clashes(Target other) {
        return place.isPresent() && place.equals(other.place) && sameKey(other.key);
    }

    private boolean sameKey(String other) {
        return place.filter(Place.HEADER::equals).isPresent()
                ? key.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT))
                : key.equals(other);
    }

    /** True when this is a part of what the other puts into a body. */
    boolean isWithin(Target other) {
        return place.filter(Place.BODY::equals).isPresent()
                && place.equals(other.place)
                && key.startsWith(other.key + ".");
    }
}
