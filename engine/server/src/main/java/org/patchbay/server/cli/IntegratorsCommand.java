package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the instances of templates, and synchronizes them. */
@Command(
        name = "integrators",
        description = "look at the instances of templates, and synchronize them",
        synopsisSubcommandLabel = "COMMAND")
final class IntegratorsCommand {
    private final Terminal terminal;

    IntegratorsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "all of them")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        var items = server.remote(terminal).get("/integrators").path("items");
        if (json) {
            items.forEach(integrator -> terminal.out().println(Json.line(integrator)));
        } else {
            var rows = new ArrayList<List<String>>();
            items.forEach(integrator -> rows.add(row(integrator)));
            terminal.out().print(Columns.table(rows));
        }
        return Exit.FINE.code();
    }

    private static List<String> row(JsonNode integrator) {
        return List.of(
                integrator.path("name").asText(),
                integrator.path("template").asText(),
                integrator.path("callcenterId").asText(),
                integrator.path("host").asText(""),
                integrator.path("state").asText());
    }

    @Command(name = "show", description = "one of them, and how far its synchronizations are")
    int show(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--json", description = "as JSON") boolean json) {
        var integrator = server.remote(terminal).get("/integrators/" + encoded(name));
        if (json) {
            terminal.out().println(Json.line(integrator));
            return Exit.FINE.code();
        }
        var rows = new ArrayList<List<String>>();
        List.of("name", "label", "template", "callcenterId", "host", "state", "reason", "document").forEach(key -> {
            if (integrator.hasNonNull(key)) {
                rows.add(List.of(key, integrator.path(key).asText()));
            }
        });
        integrator.path("synchronizations").forEach(sync -> rows.add(List.of(sync.path("endpoint").asText(), far(sync))));
        terminal.out().print(Columns.table(rows));
        return Exit.FINE.code();
    }

    /** How far a synchronization is, in words. */
    private static String far(JsonNode sync) {
        var kept = sync.path("items").asText() + " " + sync.path("kind").asText() + " on "
                + sync.path("pages").asText() + " pages";
        var state = sync.path("underWay").asBoolean()
                ? "under way, so far " + kept
                : sync.hasNonNull("finishedAt") ? kept + ", finished " + sync.path("finishedAt").asText() : "never ran";
        return state + (sync.hasNonNull("due") ? ", next " + sync.path("due").asText() : "");
    }

    @Command(name = "sync", description = "begin a synchronization now")
    int sync(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ENDPOINT") String endpoint) {
        var path = "/integrators/" + encoded(name) + "/sync/" + encoded(endpoint);
        var answer = server.remote(terminal).send("POST", path, Json.nothing());
        terminal.out()
                .println(endpoint + " of " + name + " has begun: patchbay executions show "
                        + answer.path("executionId").asText());
        return Exit.FINE.code();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
