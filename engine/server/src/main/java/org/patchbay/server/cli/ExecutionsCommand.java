package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what was run. */
@Command(
        name = "executions",
        description = "look at what was run, and decide about what was not delivered",
        synopsisSubcommandLabel = "COMMAND")
final class ExecutionsCommand {
    private final Terminal terminal;

    ExecutionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "the newest first")
    int list(
            @Mixin ServerOptions server,
            @Mixin Filter filter,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        var page = new ExecutionPage(terminal);
        var found = server.remote(terminal).get("/executions" + filter.query());
        items(found)
                .forEach(execution -> terminal.out().print(json ? Json.line(execution) + "\n" : page.line(execution)));
        if (items(found).isEmpty() && !json) {
            terminal.err().println("Nothing has run that fits.");
        }
        return Exit.FINE.code();
    }

    private static JsonNode items(JsonNode found) {
        return found.isArray() ? found : found.path("items");
    }

    @Command(name = "show", description = "one execution with each of its steps")
    int show(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--json", description = "as JSON") boolean json) {
        var execution = execution(server, id);
        terminal.out().print(json ? Json.line(execution) + "\n" : new ExecutionPage(terminal).page(execution));
        return Exit.FINE.code();
    }

    @Command(name = "curl", description = "its requests as curl lines; put in what is masked")
    int curl(@Mixin ServerOptions server, @Parameters(paramLabel = "ID") String id) {
        terminal.out().print(server.remote(terminal).text(path(id) + "/curl"));
        return Exit.FINE.code();
    }

    @Command(
            name = "test",
            description = "as a test of its template: append it to the template's tests; secrets are made up",
            footer = {
                "",
                "For example: patchbay executions test ID >> config/templates/my-crm.yaml, where `tests:` comes last.",
                "What a partner said more than 16 KiB of, or in several pages, is to be put in by hand."
            })
    int test(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = {"-i", "--integrator"},
                            paramLabel = "NAME",
                            description = "of this integrator's template; else of all")
                    Optional<String> integrator) {
        var query = integrator.map(name -> "?" + Query.of(Map.of("integrator", name)));
        terminal.out().print("\n" + server.remote(terminal).text(path(id) + "/test" + query.orElse("")));
        return Exit.FINE.code();
    }

    @Command(
            name = "replay",
            description =
                    "run again with the same input and the same keys: what was not delivered, else all that was run")
    int replay(
            @Mixin ServerOptions server,
            @Mixin Undelivered undelivered,
            @Mixin Named named,
            @Option(
                            names = "--revision",
                            paramLabel = "WORD",
                            description = "pinned, live or a number; pinned if not given")
                    Optional<String> revision) {
        var ids = named.or(undelivered, "name executions, or --dead with --integrator, --endpoint or --limit");
        var asked = ids.isEmpty() ? undelivered.asked() : Json.object();
        revision.ifPresent(word -> asked.put("revision", word));
        return new Decided(terminal, server.remote(terminal), "replay", asked).told(ids, "replayed", "Queued again");
    }

    @Command(name = "resolve", description = "say whether an unknown one happened: done or not-done")
    int resolve(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "done|not-done") String as,
            @Option(names = "--endpoint", paramLabel = "NAME", description = "only this one of its endpoints")
                    Optional<String> endpoint) {
        var asked = Json.object().put("as", as);
        endpoint.ifPresent(name -> asked.put("endpoint", name));
        server.remote(terminal).send("POST", path(id) + "/resolve", asked);
        terminal.out().println(as.equals("done") ? "It counts as done." : "It is tried again.");
        return Exit.FINE.code();
    }

    @Command(
            name = "cancel",
            description =
                    "drop what of it still waits, or all that waits of an integrator or endpoint; what is under way goes on, and is tried again where it fails")
    int cancel(@Mixin ServerOptions server, @Mixin Waiting waiting, @Mixin Named named) {
        var ids = named.or(waiting, "name executions, or --integrator or --endpoint");
        var asked = ids.isEmpty() ? waiting.asked() : Json.nothing();
        return new Decided(terminal, server.remote(terminal), "cancel", asked).told(ids, "cancelled", "Dropped");
    }

    private JsonNode execution(ServerOptions server, String id) {
        return server.remote(terminal).get(path(id));
    }

    /** Where a server has it. */
    static String path(String id) {
        return "/executions/" + Query.coded(id);
    }

    /** Those that are named. */
    static final class Named {
        @Parameters(paramLabel = "ID", arity = "0..*", description = "of these executions")
        private final List<String> ids = new ArrayList<>();

        /** Their ids; empty: those that fit are meant. */
        List<String> or(Waiting fitting, String help) {
            if (ids.isEmpty() && !fitting.given()) {
                throw Complaint.usage("which ones?", help);
            }
            if (!ids.isEmpty() && fitting.given()) {
                throw Complaint.usage("either executions are named, or what they have to be like", help);
            }
            return ids;
        }
    }

    /** Which dead letters are meant. */
    static final class Undelivered extends Waiting {
        @Option(names = "--dead", description = "what could not be delivered, the oldest first")
        private boolean dead;

        @Override
        boolean given() {
            return dead || super.given();
        }
    }

    /** Of which integrator and endpoint. */
    static class Waiting {
        @Option(
                names = {"-i", "--integrator"},
                paramLabel = "NAME",
                description = "of this integrator")
        private Optional<String> integrator = Optional.empty();

        @Option(names = "--endpoint", paramLabel = "NAME", description = "of this endpoint")
        private Optional<String> endpoint = Optional.empty();

        @Option(names = "--limit", paramLabel = "N", description = "at most so many, 1 to 10000; 100 if not given")
        private int limit = 100;

        boolean given() {
            return integrator.isPresent() || endpoint.isPresent();
        }

        ObjectNode asked() {
            var asked = Json.object().put("limit", limit);
            integrator.ifPresent(name -> asked.put("integrator", name));
            endpoint.ifPresent(name -> asked.put("endpoint", name));
            return asked;
        }
    }

    /** Which executions are meant. */
    static final class Filter {
        @Option(names = "--failed", description = "only those that failed, came late or did only a part")
        private boolean failed;

        @Option(names = "--dead", description = "only those with something that could not be delivered")
        private boolean dead;

        @Option(
                names = "--unknown",
                description = "only those with something of which nobody knows whether it happened")
        private boolean unknown;

        @Option(names = "--since", paramLabel = "TIME", description = "younger than that: 90s, 30m, 1h, 7d")
        private Optional<String> since = Optional.empty();

        @Option(names = "--call", paramLabel = "ID", description = "of this call")
        private Optional<String> call = Optional.empty();

        @Option(
                names = {"-i", "--integrator"},
                paramLabel = "NAME",
                description = "of this integrator")
        private Optional<String> integrator = Optional.empty();

        @Option(names = "--limit", paramLabel = "N", description = "at most so many, 1 to 500; 50 if not given")
        private int limit = 50;

        String query() {
            var query = new ArrayList<String>();
            query.add("limit=" + limit);
            if (failed) {
                query.add("failed=true");
            }
            if (dead) {
                query.add("dead=true");
            }
            if (unknown) {
                query.add("unknown=true");
            }
            since.ifPresent(text -> query.add("since=" + Query.start(text)));
            call.ifPresent(id -> query.add("callId=" + Query.coded(id)));
            integrator.ifPresent(name -> query.add("integrator=" + Query.coded(name)));
            return "?" + String.join("&", query);
        }
    }
}
