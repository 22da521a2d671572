package org.patchbay.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

/** Draws the conclusion of loading: runs the checks and leaves out what has errors. */
final class Conclusion {
    private static final List<Check> CHECKS = List.of(
            new DuplicateCheck(),
            new ReferenceCheck(),
            new SignatureCheck(),
            new RequestCheck(),
            new AddressCheck(),
            new EndpointCheck(),
            new FetchingCheck(),
            new GrantCheck(),
            new EntryCheck(),
            new UseCheck(),
            new FieldCheck(),
            new PassingCheck(),
            new StoreCheck(),
            new LinkCheck(),
            new PublicUrlCheck(),
            new HookCheck(),
            new IntegratorCheck(),
            new InstallationCheck());

    private final Assembly all;
    private final Problems problems;
    private final PutIn putIn;

    Conclusion(Assembly all, Problems problems, PutIn putIn) {
        this.all = all;
        this.problems = problems;
        this.putIn = putIn;
    }

    Loaded loaded(String hash) {
        var untested = new Problems();
        CHECKS.forEach(check -> check.run(all, problems));
        new TestCheck(untested).run(all, problems);
        var screens = new Screens(all, problems).byIntegrator();
        if (codes().contains("PB802")) {
            problems.addAll(untested.sorted());
        }
        var found = strict(problems.sorted());
        var definitions = new Definitions(
                good(all.templates(), found),
                good(all.integrators(), found).stream()
                        .map(integrator -> Secrecy.masked(integrator, all))
                        .toList(),
                good(all.libraries(), found),
                all.installation().orElseGet(Conclusion::nothingSaid),
                screens);
        var read = new Loaded.Count(all.templates().size(), all.integrators().size());
        return new Loaded(
                definitions,
                putIn.hiddenIn(found),
                putIn.hiddenIn(untested.sorted()),
                hash,
                read,
                hidden(found),
                new Admission(all),
                Frozen.of(all),
                putIn.values());
    }

    private static Installation nothingSaid() {
        var nothing = new Node.Entries(At.NOWHERE, Map.of());
        return new Binder(new Problems()).bind(Installation.class, nothing).orElseThrow();
    }

    /** Warnings that count as errors here. */
    private List<String> codes() {
        return all.installation().map(Installation::strict).orElse(List.of());
    }

    private List<Problem> strict(List<Problem> found) {
        var codes = codes();
        return found.stream()
                .map(problem -> codes.contains(problem.code()) ? asError(problem) : problem)
                .toList();
    }

    private static Problem asError(Problem problem) {
        return new Problem(
                problem.code(), Problem.Severity.ERROR, problem.at(), problem.text(), problem.note(), problem.help());
    }

    private static <T> List<T> good(List<Bound<T>> bounds, List<Problem> found) {
        var dirt = new Dirt(bounds.stream().map(Bound::part).toList(), found);
        return bounds.stream()
                .filter(bound -> !dirt.isIn(bound.part()))
                .flatMap(bound -> bound.value().stream())
                .toList();
    }

    private Set<Loaded.Line> hidden(List<Problem> found) {
        return Stream.concat(
                        found.stream()
                                .filter(problem -> problem.code().equals("PB501"))
                                .map(Problem::at),
                        all.integrators().stream().flatMap(integrator -> Secrecy.unknown(integrator, all)))
                .map(Loaded.Line::of)
                .collect(Collectors.toSet());
    }
}
