package org.patchbay.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;

/** What the journal knows of an execution that goes on, as endings. */
final class Earlier {
    private Earlier() {}

    /** How the steps of a run had ended; a step that was to be tried again had not. */
    static List<Ending> of(Execution earlier, Run run) {
        var last = new LinkedHashMap<String, Step>();
        earlier.steps().stream()
                .filter(step -> step.integrator().equals(run.tenant().name()))
                .forEach(step -> last.put(step.endpoint(), step));
        return last.values().stream()
                .filter(Earlier::isOver)
                .map(Earlier::ending)
                .toList();
    }

    /** What it has run: endpoints by integrator. */
    static Map<String, Set<String>> endpoints(Execution execution) {
        return execution.steps().stream().collect(groupingBy(Step::integrator, mapping(Step::endpoint, toSet())));
    }

    /** What is known of the integrators besides those; empty when nothing is. */
    static Optional<Execution> without(Execution execution, List<Tenant> tenants) {
        var names = tenants.stream().map(Tenant::name).toList();
        var steps = execution.steps().stream()
                .filter(step -> !names.contains(step.integrator()))
                .toList();
        return steps.isEmpty() ? Optional.empty() : Optional.of(execution.with(status(steps), steps));
    }

    /** The status of an execution with these steps. */
    static Execution.Status status(List<Step> steps) {
        var last = new LinkedHashMap<String, Step>();
        steps.forEach(step -> last.put(step.integrator() + "/" + step.endpoint(), step));
        return Statuses.of(
                last.values().stream()
                        .filter(Earlier::isOver)
                        .map(Earlier::ending)
                        .toList(),
                false,
                false);
    }

    private static boolean isOver(Step step) {
        return switch (step.status()) {
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, FAILED, SKIPPED, TIMED_OUT, UNKNOWN -> true;
            case RETRYING, ACCEPTED -> false;
        };
    }

    private static Ending ending(Step step) {
        var result = step.result() instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return Ending.known(step.endpoint(), step.status(), result, step.problem(), step.startedAt());
    }
}
