package org.patchbay.render;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.expression.Encoder;
import org.patchbay.wire.Encoders;

/** What can stand behind a {@code {name}} in the url of an endpoint. */
record Holes(List<Parameter> parameters, HardParams constants, Carried carried) {
    /** The piece for a name; one that nothing fills is reported. */
    Piece piece(String name, Masked written, UrlPart part, Problems problems) {
        var parameter = parameters.stream()
                .filter(Holes::isPath)
                .filter(found -> found.wireName().equals(name) || found.name().is(name))
                .findFirst();
        if (parameter.isEmpty() && !constants.at(Place.PATH).containsKey(name) && carried.fills(name)) {
            return new Piece.Signed(name);
        }
        if (parameter.isEmpty() && !constants.at(Place.PATH).containsKey(name)) {
            problems.add(
                    "PB310",
                    written.template().at(),
                    "`{" + name + "}` has no path parameter",
                    "not found",
                    help(name));
        }
        return new Piece.Hole(
                name,
                switch (part) {
                    case PATH -> encoder(parameter);
                    case QUERY -> part.encoder();
                });
    }

    private static boolean isPath(Parameter parameter) {
        return parameter.type().equals(Optional.of(ParameterType.PATH));
    }

    private String help(String name) {
        var known = parameters.stream()
                .filter(Holes::isPath)
                .map(Parameter::wireName)
                .toList();
        return Nearest.to(name, known)
                .map(word -> "did you mean `{" + word + "}`?")
                .orElse("add { name: " + name + ", type: path } to the parameters");
    }

    private static Encoder encoder(Optional<Parameter> parameter) {
        return parameter.stream().flatMap(found -> found.format().stream()).anyMatch(word -> word.is("segments"))
                ? Encoders::segments
                : Encoders::path;
    }
}
