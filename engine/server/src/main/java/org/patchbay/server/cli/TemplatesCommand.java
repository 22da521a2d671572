package org.patchbay.server.cli;

import static org.patchbay.server.cli.Listing.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at templates, and decides in which state they are. */
@Command(
        name = "templates",
        description = "look at templates, and decide in which state they are",
        synopsisSubcommandLabel = "COMMAND")
final class TemplatesCommand {
    private static final String NAME = "name of the template, or name@version";
    private static final List<String> KEYS =
            List.of("name", "label", "type", "version", "state", "document", "description", "baseUrl");

    private final Terminal terminal;

    TemplatesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "all, with their versions and states")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        return new Listing(terminal, json)
                .list(
                        server.remote(terminal).get("/templates"),
                        template -> List.of(
                                text(template, "name") + "@" + text(template, "version"),
                                text(template, "state"),
                                text(template, "type"),
                                integrators(template.path("integrators").size()),
                                text(template, "document")));
    }

    private static String integrators(int count) {
        return count + (count == 1 ? " integrator" : " integrators");
    }

    @Command(name = "show", description = "one, with its fields and endpoints")
    int show(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--json", description = "as one JSON object") boolean json) {
        return new Listing(terminal, json).show(server.remote(terminal).get(at(name)), KEYS, TemplatesCommand::parts);
    }

    private static List<List<String>> parts(JsonNode found) {
        var rows = new ArrayList<List<String>>();
        found.path("fields").forEach(field -> rows.add(List.of("field", text(field, "name"))));
        found.path("endpoints")
                .forEach(endpoint -> rows.add(List.of("endpoint", text(endpoint, "name") + triggers(endpoint))));
        return rows;
    }

    private static String triggers(JsonNode endpoint) {
        var triggers = StreamSupport.stream(endpoint.path("trigger").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return triggers.isEmpty() ? "" : " on " + triggers;
    }

    @Command(
            name = "state",
            description = "decide in which state one is: draft, active, review, published, deprecated or removed")
    int state(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "STATE", description = "the state") String state) {
        var body = Json.object().put("state", state);
        var answer = server.remote(terminal).send("POST", at(name) + "/state", body);
        terminal.out().println(name + " is " + state + " since revision " + text(answer, "revision") + ".");
        return Exit.FINE.code();
    }

    private static String at(String name) {
        return "/templates/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
