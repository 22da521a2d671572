package org.patchbay.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Template;

/** What the signature of an endpoint will put into the request, as far as it is known here: texts {@code place.key}. */
record Carried(List<String> entries, boolean complete) {
    Carried {
        entries = List.copyOf(entries);
    }

    /** Md5 parameters and the carry of {@code sign}; not complete when that is a signature of a library. */
    static Carried of(Endpoint endpoint, Template template) {
        var entries = new ArrayList<String>();
        endpoint.request().parameters().stream()
                .filter(parameter -> parameter.type().equals(Optional.of(ParameterType.MD5)))
                .forEach(parameter -> entries.add(place(parameter) + "." + parameter.wireName()));
        var complete = true;
        for (var use : endpoint.request().sign().stream().toList()) {
            entries.addAll(use.carry().keySet());
            if (use.carry().isEmpty() && use.use().isPresent()) {
                var known = Optional.ofNullable(
                        template.signatures().get(use.use().get().text()));
                known.ifPresent(signature -> entries.addAll(signature.carry().keySet()));
                complete = known.isPresent();
            }
        }
        return new Carried(entries, complete);
    }

    private static String place(Parameter parameter) {
        return switch (parameter.in()) {
            case HEADER -> "header";
            case BODY -> "body";
            case QUERY -> "query";
            case PATH -> "path";
            case COOKIE -> "cookie";
        };
    }

    boolean fills(String hole) {
        return !complete || entries.contains("path." + hole);
    }

    boolean reachesBody() {
        return entries.stream().anyMatch(entry -> entry.startsWith("body."));
    }
}
