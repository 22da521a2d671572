package org.patchbay.server.cli;

import static org.patchbay.server.cli.Listing.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at integrators and at how they stand with their partners, and synchronizes them. */
@Command(
        name = "integrators",
        description = "look at integrators and their connections, and synchronize them",
        synopsisSubcommandLabel = "COMMAND")
final class IntegratorsCommand {
    private static final String NAME = "name of the integrator";
    private static final List<String> KEYS =
            List.of("name", "label", "template", "callcenterId", "host", "document", "state", "reason");

    private final Terminal terminal;

    IntegratorsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "all, with their states")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        return new Listing(terminal, json)
                .list(
                        server.remote(terminal).get("/integrators"),
                        integrator -> List.of(
                                text(integrator, "name"),
                                text(integrator, "template"),
                                text(integrator, "callcenterId"),
                                text(integrator, "host"),
                                text(integrator, "state") + (integrator.has("leftAlone") ? ", left alone" : ""),
                                text(integrator, "reason")));
    }

    @Command(
            name = "show",
            description =
                    "one, with the addresses of its hooks, what is known about its tokens, and how far its synchronizations are")
    int show(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--json", description = "as one JSON object") boolean json) {
        return new Listing(terminal, json)
                .show(server.remote(terminal).get(at(name)), KEYS, IntegratorsCommand::connections);
    }

    private static List<List<String>> connections(JsonNode found) {
        var rows = new ArrayList<List<String>>();
        found.path("leftAlone").forEach(host -> rows.add(List.of("left alone", host.asText())));
        found.path("hooks")
                .properties()
                .forEach(hook -> rows.add(List.of("hook " + hook.getKey(), address(hook.getValue()))));
        found.path("tokens").forEach(token -> rows.add(List.of("token " + text(token, "endpoint"), life(token))));
        found.path("synchronizations").forEach(sync -> rows.add(List.of("sync " + text(sync, "endpoint"), far(sync))));
        return rows;
    }

    private static String address(JsonNode hook) {
        return hook.has("url") ? text(hook, "url") : "no address: the installation has no publicUrl";
    }

    private static String life(JsonNode token) {
        if (!token.has("obtainedAt")) {
            return token.path("needsPerson").asBoolean() ? "none: a person has to connect" : "none yet";
        }
        return "had at " + text(token, "obtainedAt")
                + (token.has("expiresAt") ? ", ends at " + text(token, "expiresAt") : ", good until it is refused");
    }

    /** How far a synchronization is, in words. */
    private static String far(JsonNode sync) {
        var kept = text(sync, "items") + " " + text(sync, "kind") + " on " + text(sync, "pages") + " pages";
        var state = sync.path("underWay").asBoolean()
                ? "under way, so far " + kept
                : sync.hasNonNull("finishedAt") ? kept + ", finished " + text(sync, "finishedAt") : "never ran";
        return state + (sync.hasNonNull("due") ? ", next " + text(sync, "due") : "");
    }

    @Command(name = "check", description = "ask the partner whether it accepts what it is given")
    int check(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        var said = act(server, name, "check");
        if (said.path("valid").asBoolean()) {
            terminal.out().println(name + " is accepted by its partner.");
            return Exit.FINE.code();
        }
        terminal.out()
                .println(name + " is " + text(said, "state") + ": "
                        + said.path("problem").path("detail").asText(""));
        return Exit.NOT_SO.code();
    }

    @Command(name = "reconnect", description = "a link for the person who can agree")
    int reconnect(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        var said = act(server, name, "reconnect");
        terminal.out().println(text(said, "url"));
        terminal.err()
                .println("Whoever opens it can connect " + name + "; it ends at " + text(said, "expiresAt") + ".");
        return Exit.FINE.code();
    }

    @Command(name = "disconnect", description = "give its tokens back to the partner")
    int disconnect(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        var said = act(server, name, "disconnect");
        if (said.path("given").asBoolean()) {
            terminal.out().println(name + " is disconnected.");
            return Exit.FINE.code();
        }
        terminal.out()
                .println(name + " is disconnected, but its partner did not take the token back: "
                        + said.path("problem").path("detail").asText(""));
        return Exit.NOT_SO.code();
    }

    @Command(
            name = "rotate",
            description = "exchange a secret of it: the new one is used from now on, the old one is good for a while",
            footer = {
                "",
                "A secret that the engine makes up is made up anew and printed once, for who has to tell it to the partner."
            })
    int rotate(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "FIELD", description = "the field that holds the secret") String field,
            @Option(
                            names = "--grace",
                            defaultValue = "24h",
                            description = "how long the old one is good; 24h if not given")
                    String grace,
            @Option(names = "--given", description = "the new secret is typed or comes through standard input")
                    boolean given) {
        var body = Json.object().put("field", field).put("grace", grace);
        if (given) {
            body.put("value", terminal.secret("New " + field).reveal());
        }
        var said = server.remote(terminal).send("POST", at(name) + "/rotate", body);
        if (said.has("value")) {
            terminal.out().println(text(said, "value"));
        }
        terminal.err()
                .println(field + " of " + name + " is exchanged; the old one is good until " + text(said, "oldUntil")
                        + ".");
        return Exit.FINE.code();
    }

    @Command(name = "enable", description = "let it run again")
    int enable(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        act(server, name, "enable");
        return Exit.FINE.code();
    }

    @Command(name = "disable", description = "stop it")
    int disable(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--reason", defaultValue = "by an admin", description = "shown where somebody asks why")
                    String reason) {
        var body = Json.object().put("reason", reason);
        server.remote(terminal).send("POST", at(name) + "/disable", body);
        return Exit.FINE.code();
    }

    @Command(
            name = "remove",
            description = "end its connection; what was set up at the partner is undone, and here it always ends")
    int remove(@Mixin ServerOptions server, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        server.remote(terminal).send("DELETE", at(name), Json.nothing());
        terminal.out().println(name + " is removed.");
        return Exit.FINE.code();
    }

    @Command(name = "sync", description = "begin a synchronization now")
    int sync(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "ENDPOINT", description = "name of the endpoint that synchronizes")
                    String endpoint) {
        var answer = act(server, name, "sync/" + encoded(endpoint));
        terminal.out()
                .println(endpoint + " of " + name + " has begun: patchbay executions show "
                        + text(answer, "executionId"));
        return Exit.FINE.code();
    }

    private JsonNode act(ServerOptions server, String name, String action) {
        return server.remote(terminal).send("POST", at(name) + "/" + action, Json.nothing());
    }

    private static String at(String name) {
        return "/integrators/" + encoded(name);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
