package org.patchbay.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

/** Looks at integrators that come while a set of documents is served, with the same questions as at those in the documents. */
public final class Admission {
    private static final List<Check> CHECKS =
            List.of(new FieldCheck(), new IntegratorCheck(), new AddressCheck(), new HookCheck());

    private final Assembly all;
    private final Set<String> taken;

    Admission(Assembly all) {
        this.all = all;
        this.taken = all.integrators().stream()
                .filter(bound -> !bound.node().at().file().startsWith("store/"))
                .map(Bound::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What an integrator comes to.
     *
     * @param integrator empty when there is an error
     * @param screen what its agents see, where it differs from the template's
     * @param problems all findings; places are pointers into its keys
     */
    public record Looked(Optional<Integrator> integrator, Optional<Definitions.Screen> screen, List<Problem> problems) {
        public Looked {
            problems = List.copyOf(problems);
        }
    }

    /** Looks at an integrator that is given by its keys, as a document would hold them. */
    public Looked look(ObjectNode content) {
        var problems = new Problems();
        var part = TreeReader.integrator(content);
        var node = part.root().without("kind");
        var bound = new Bound<>(part, node, new Binder(problems).bind(Integrator.class, node));
        nameIsFree(bound, problems);
        var one = all.with(bound, problems);
        CHECKS.forEach(check -> check.run(one, problems));
        PublicUrlCheck.run(all, bound, problems);
        var screens = new Screens(one, problems).byIntegrator();
        var found = problems.sorted().stream()
                .filter(problem -> problem.at().file().equals(part.root().at().file()))
                .toList();
        var integrator = found.stream().anyMatch(Problem::isError)
                ? Optional.<Integrator>empty()
                : bound.value().map(value -> Secrecy.masked(value, all));
        return new Looked(integrator, Optional.ofNullable(screens.get(bound.name())), found);
    }

    private void nameIsFree(Bound<Integrator> bound, Problems problems) {
        if (taken.contains(bound.name())) {
            problems.add(
                    "PB309",
                    bound.nameAt(),
                    "a second integrator called `" + bound.name() + "`",
                    "the first stands in a document",
                    "give it another name");
        }
    }
}
