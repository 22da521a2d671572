package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fires a trigger, as a front-end would. */
@Command(
        name = "trigger",
        description = "fire a trigger, as a front-end would",
        footer = {
            "",
            "patchbay trigger call-start -i acme callId=c-1 phone=0901234567",
            "patchbay trigger sms-send -i acme to=0901234567 'text=Xin chào' --dry-run --config config",
            "",
            "Exit code 1 when the run fails, is refused or is late."
        })
final class TriggerCommand implements Callable<Integer> {
    private static final Set<String> FINE = Set.of("succeeded", "accepted", "nothing-to-do");

    private final Equipment equipment;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "the trigger, for example call-start")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "keys of the body; agent.email=… nests; numbers, true and false as in JSON")
    private List<String> pairs = new ArrayList<>();

    @Option(
            names = {"-i", "--integrator"},
            paramLabel = "NAME",
            description = "only this integrator; else all of the call centre that listen")
    private Optional<String> integrator = Optional.empty();

    @Option(names = "--call-centre", paramLabel = "ID", description = "for a key that speaks for several call centres")
    private Optional<String> callCentre = Optional.empty();

    @Option(names = "--body", paramLabel = "JSON", description = "the body, or @FILE, or @- for standard input")
    private Optional<String> body = Optional.empty();

    @Option(names = "--dry-run", description = "show what would be sent and where each value comes from; send nothing")
    private boolean dryRun;

    @Option(names = "--config", paramLabel = "DIR", description = "with --dry-run: these documents, without a server")
    private Optional<String> config = Optional.empty();

    @Option(names = "--async", description = "do not wait for the outcome")
    private boolean async;

    @Option(names = "--json", description = "the answer as JSON")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    TriggerCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var content = new BodyOption(terminal).body(body, pairs);
        if (config.isPresent() && !dryRun) {
            throw Complaint.usage("--config goes with --dry-run only", "a server is told its documents when it starts");
        }
        if (!dryRun) {
            return fire(content).code();
        }
        print(config.isPresent() ? offline(content, config.get()) : remote(content));
        return Exit.FINE.code();
    }

    private List<JsonNode> offline(ObjectNode content, String directory) {
        var documents = Documents.at(terminal, List.of(directory));
        try (var secrets = StoredSecrets.of(equipment, terminal, server.data(terminal));
                var checking = new Checking(secrets.orPretended(terminal))) {
            return new OfflineDryRun(terminal, documents, checking).show(name, content, integrator, callCentre);
        }
    }

    private List<JsonNode> remote(ObjectNode content) {
        var answer = server.remote(terminal)
                .send("POST", path() + (path().contains("?") ? "&" : "?") + "dryRun=true", content);
        var shown = new ArrayList<JsonNode>();
        answer.path("endpoints").forEach(shown::add);
        return shown;
    }

    private void print(List<JsonNode> shown) {
        if (json) {
            shown.forEach(one -> terminal.out().println(Json.line(one)));
        } else {
            terminal.out().print(DryRunPage.page(shown));
        }
    }

    private Exit fire(ObjectNode content) {
        var remote = server.remote(terminal);
        var headers = async ? Map.of("Prefer", "respond-async") : Map.<String, String>of();
        var answer = Refusals.unlessFine(remote.send("POST", path(), content, headers), remote);
        if (json) {
            terminal.out().println(Json.line(answer));
        } else {
            terminal.out().print(page(remote, answer));
        }
        return FINE.contains(answer.path("status").asText()) ? Exit.FINE : Exit.NOT_SO;
    }

    /** The whole execution where the key may read it, else what the front-end was told. */
    private String page(Remote remote, JsonNode answer) {
        var execution =
                remote.send("GET", "/executions/" + answer.path("executionId").asText(), Json.nothing(), Map.of());
        return new ExecutionPage(terminal).page(execution.fine() ? execution.body() : answer);
    }

    private String path() {
        var query = new ArrayList<String>();
        integrator.ifPresent(wanted -> query.add("integrator=" + encoded(wanted)));
        callCentre.ifPresent(wanted -> query.add("callcenterId=" + encoded(wanted)));
        return "/triggers/" + encoded(name) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
