package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.patchbay.definition.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what was run. */
@Command(name = "executions", description = "look at what was run", synopsisSubcommandLabel = "COMMAND")
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

    private JsonNode execution(ServerOptions server, String id) {
        return server.remote(terminal).get(path(id));
    }

    private static String path(String id) {
        return "/executions/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** Which executions are meant. */
    static final class Filter {
        @Option(names = "--failed", description = "only those that failed, came late or did only a part")
        private boolean failed;

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
            since.ifPresent(text -> query.add("since=" + start(text)));
            call.ifPresent(id -> query.add("callId=" + encoded(id)));
            integrator.ifPresent(name -> query.add("integrator=" + encoded(name)));
            return "?" + String.join("&", query);
        }

        private static Instant start(String text) {
            return Durations.parse(text)
                    .map(time -> Instant.now().minus(time))
                    .orElseThrow(() ->
                            Complaint.usage("`" + text + "` is no length of time", "for example 90s, 30m, 1h or 7d"));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
