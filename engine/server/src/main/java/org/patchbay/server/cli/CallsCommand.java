package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at calls. */
@Command(
        name = "calls",
        description = "look at calls: what was done at each of their events",
        synopsisSubcommandLabel = "COMMAND")
final class CallsCommand {
    private final Terminal terminal;

    CallsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "list",
            description = "the newest first",
            footer = {"", "At most 5000 executions are looked at; what is older is found with --before."})
    int list(
            @Mixin ServerOptions server,
            @Mixin Filter filter,
            @Option(names = "--json", description = "one JSON object per line") boolean json) {
        var found = server.remote(terminal).get("/calls?" + Query.of(filter.asked()));
        new Listing(terminal, json).list(found, new CallPage(terminal)::row);
        if (!json && found.path("items").isEmpty()) {
            terminal.err().println("No call fits.");
        }
        if (found.has("next")) {
            terminal.err()
                    .println("There may be more: add --before "
                            + found.path("next").asText() + ".");
        }
        return Exit.FINE.code();
    }

    @Command(name = "show", description = "one call with all that was run for it, the oldest first")
    int show(
            @Mixin ServerOptions server,
            @Mixin Named named,
            @Option(names = "--json", description = "as JSON") boolean json) {
        var call = named.call(server.remote(terminal), "");
        terminal.out().print(json ? Json.line(call) + "\n" : new CallPage(terminal).page(call));
        return Exit.FINE.code();
    }

    /** One call of a call centre. */
    static final class Named {
        @Parameters(paramLabel = "CALL-ID", description = "as the phone system calls it")
        private String id = "";

        @Option(
                names = "--call-centre",
                paramLabel = "ID",
                description = "where several call centres have a call of that id")
        private Optional<String> callCentre = Optional.empty();

        JsonNode call(Remote remote, String what) {
            var query = callCentre.map(centre -> "?" + Query.of(Map.of("callcenterId", centre)));
            return remote.get("/calls/" + Query.coded(id) + what + query.orElse(""));
        }
    }

    /** Which calls are meant. */
    static final class Filter {
        @Option(names = "--phone", paramLabel = "NUMBER", description = "with this number, however it is written")
        private Optional<String> phone = Optional.empty();

        @Option(names = "--agent", paramLabel = "NAME", description = "of this agent: an id, an address or a name")
        private Optional<String> agent = Optional.empty();

        @Option(names = "--result", paramLabel = "NAME=VALUE", description = "with this result, or this remembered")
        private Map<String, String> results = new LinkedHashMap<>();

        @Option(
                names = {"-i", "--integrator"},
                paramLabel = "NAME",
                description = "in which this integrator did something")
        private Optional<String> integrator = Optional.empty();

        @Option(names = "--call-centre", paramLabel = "ID", description = "of this call centre")
        private Optional<String> callCentre = Optional.empty();

        @Option(names = "--since", paramLabel = "TIME", description = "younger than that: 90s, 30m, 1h, 7d")
        private Optional<String> since = Optional.empty();

        @Option(names = "--before", paramLabel = "ID", description = "older than that execution")
        private Optional<String> before = Optional.empty();

        @Option(names = "--limit", paramLabel = "N", description = "at most so many, 1 to 500; 50 if not given")
        private int limit = 50;

        Map<String, String> asked() {
            var asked = new LinkedHashMap<>(results);
            asked.put("limit", String.valueOf(limit));
            phone.ifPresent(number -> asked.put("phone", number));
            agent.ifPresent(name -> asked.put("agent", name));
            integrator.ifPresent(name -> asked.put("integrator", name));
            callCentre.ifPresent(id -> asked.put("callcenterId", id));
            since.ifPresent(text -> asked.put("since", Query.start(text).toString()));
            before.ifPresent(id -> asked.put("cursor", id));
            return asked;
        }
    }
}
