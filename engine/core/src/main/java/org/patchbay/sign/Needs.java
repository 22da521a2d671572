package org.patchbay.sign;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;

/** What a value or a carried text is made of: earlier values by name, and parts of the request. */
record Needs(Set<String> values, Set<RequestPart> request) {
    static final Needs NOTHING = new Needs(Set.of(), Set.of());

    Needs {
        values = Set.copyOf(values);
        request = Set.copyOf(request);
    }

    static Needs of(Collection<Reference> references) {
        var values = new LinkedHashSet<String>();
        var request = new LinkedHashSet<RequestPart>();
        for (var reference : references) {
            var steps = reference.path().steps();
            if (reference.root() == Root.VALUE && steps.getFirst() instanceof Path.Step.Key(var name)) {
                values.add(name);
            }
            if (reference.root() == Root.REQUEST && !steps.isEmpty()) {
                request.add(RequestPart.of(steps));
            }
        }
        return new Needs(values, request);
    }

    Needs and(Needs other) {
        var allValues = new LinkedHashSet<>(values);
        allValues.addAll(other.values);
        var allParts = new LinkedHashSet<>(request);
        allParts.addAll(other.request);
        return new Needs(allValues, allParts);
    }
}
