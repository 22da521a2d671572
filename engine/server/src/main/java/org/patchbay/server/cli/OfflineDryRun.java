package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.config.Definitions;
import org.patchbay.config.Findings;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.engine.Live;
import org.patchbay.exchange.Trigger;
import org.patchbay.workbench.DryRun;

/** What a trigger would send, told from documents alone. */
final class OfflineDryRun {
    private final Terminal terminal;
    private final Documents documents;
    private final Checking checking;

    OfflineDryRun(Terminal terminal, Documents documents, Checking checking) {
        this.terminal = terminal;
        this.documents = documents;
        this.checking = checking;
    }

    /** The endpoints that would run, as JSON. */
    List<JsonNode> show(String name, ObjectNode body, Optional<String> integrator, Optional<String> callCentre) {
        var live = live();
        knownOrComplain(name, live);
        integrator.ifPresent(wanted -> integratorOrComplain(wanted, live.definitions()));
        var centre = callCentre.orElseGet(() -> callCentre(live.definitions(), integrator));
        var trigger = new Trigger(name, centre, body, integrator, Optional.empty(), Instant.now());
        return DryRun.of(live, trigger).stream().<JsonNode>map(ShownJson::of).toList();
    }

    private Live live() {
        var checked = checking.check(documents);
        if (checked.refused()) {
            terminal.err()
                    .print(Findings.of(documents.texts(), checked.loaded())
                            .print(checked.problems(), Findings.Form.TEXT));
            throw Complaint.notSo("these documents have errors", "");
        }
        return checking.serve(documents);
    }

    private static void knownOrComplain(String name, Live live) {
        var used = live.programs().values().stream()
                .flatMap(program -> program.template().endpoints().stream())
                .flatMap(endpoint -> endpoint.trigger().stream())
                .map(trigger -> trigger.text());
        var known =
                Stream.concat(StandardTrigger.words().stream(), used).distinct().toList();
        if (!known.contains(name)) {
            throw Complaint.notSo("there is no trigger `" + name + "`", Nearest.help(name, known));
        }
    }

    private static Integrator integratorOrComplain(String name, Definitions definitions) {
        var names = definitions.integrators().stream()
                .map(found -> found.name().text())
                .toList();
        return definitions
                .integrator(name)
                .orElseThrow(() -> Complaint.notSo("there is no integrator `" + name + "`", Nearest.help(name, names)));
    }

    private static String callCentre(Definitions definitions, Optional<String> integrator) {
        var centres = integrator
                .map(name -> Stream.of(integratorOrComplain(name, definitions)))
                .orElseGet(() -> definitions.integrators().stream())
                .map(Integrator::callcenterId)
                .distinct()
                .toList();
        if (centres.size() == 1) {
            return centres.getFirst();
        }
        throw Complaint.usage(
                centres.isEmpty() ? "there is no integrator in these documents" : "for which call centre?",
                centres.isEmpty()
                        ? ""
                        : "add -i INTEGRATOR, or --call-centre with one of " + String.join(", ", centres));
    }
}
