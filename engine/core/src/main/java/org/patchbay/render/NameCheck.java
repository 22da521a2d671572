package org.patchbay.render;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.wire.Wire;

/** Finds parameters whose names cannot be those of headers or cookies. */
final class NameCheck {
    private NameCheck() {}

    static void of(List<Parameter> parameters, HardParams constants, Problems problems) {
        for (var parameter : parameters) {
            place(parameter).ifPresent(place -> check(place, parameter.wireName(), parameter.at(), problems));
        }
        for (var place : List.of(Place.HEADER, Place.COOKIE)) {
            constants.at(place).forEach((name, entry) -> check(place, name, entry.key(), problems));
        }
    }

    private static Optional<Place> place(Parameter parameter) {
        return parameter.type().map(type -> switch (type) {
            case ParameterType.HEADER -> Place.HEADER;
            case ParameterType.COOKIE -> Place.COOKIE;
            case ParameterType.MD5 -> parameter.in();
            case ParameterType.BODY -> Place.BODY;
            case ParameterType.QUERY -> Place.QUERY;
            case ParameterType.PATH -> Place.PATH;
        });
    }

    private static void check(Place place, String name, At at, Problems problems) {
        if (place == Place.HEADER) {
            Wire.wrongHeaderName(name).ifPresent(why -> problems.add("PB205", at, why, "name of a header", ""));
        }
        if (place == Place.COOKIE && !Wire.isCookieName(name)) {
            problems.add("PB205", at, "`" + name + "` cannot be the name of a cookie", "name of a cookie", "");
        }
    }
}
