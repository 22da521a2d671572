package org.patchbay.trip;

import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;

/**
 * Steps that are more than one call, compiled.
 *
 * @param each once per element
 * @param ensure update what is there, else create it
 */
public record Loops(Optional<Each> each, Optional<Ensure> ensure) {
    /** Once per element of a list. */
    public record Each(Reference list, int max) {}

    /**
     * Update what is there, else create it.
     *
     * @param id name of the result that is the id of the record
     * @param find endpoint that looks for the record
     * @param update endpoint that changes it
     * @param lock what only one at a time may do; the call when absent
     */
    public record Ensure(
            String id, Optional<Reference> known, Optional<String> find, String update, Optional<Reference> lock) {
        /** The name of the call under which the id is kept. */
        public Optional<String> keptAs() {
            return known.filter(reference -> reference.path().steps().size() == 1)
                    .flatMap(reference -> reference.path().steps().getFirst() instanceof Path.Step.Key(var name)
                                    && reference.root() == Root.CALL
                            ? Optional.of(name)
                            : Optional.empty());
        }
    }

    static Loops compile(Endpoint endpoint, Scope scope, Problems problems) {
        var references = new References(scope, problems);
        var each = endpoint.flow()
                .each()
                .flatMap(written -> references.source(written.list()).map(list -> new Each(list, written.max())));
        var ensure = endpoint.flow()
                .ensure()
                .map(written -> new Ensure(
                        written.id().text(),
                        written.known().flatMap(references::source),
                        written.find().map(Name::text),
                        written.update().text(),
                        written.lock().flatMap(references::source)));
        return new Loops(each, ensure);
    }
}
