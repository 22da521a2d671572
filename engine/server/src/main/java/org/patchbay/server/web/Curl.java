package org.patchbay.server.web;

import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;

/** Requests of an execution as lines for a shell; secrets stay masked. */
final class Curl {
    private static final String CONTINUED = " \\\n  ";

    private Curl() {}

    /** One command per request that was sent, in order; empty when there was none. */
    static String lines(Execution execution, Optional<String> endpoint) {
        return execution.steps().stream()
                .filter(step -> endpoint.map(step.endpoint()::equals).orElse(true))
                .flatMap(step -> step.request().map(sent -> line(step, sent)).stream())
                .collect(Collectors.joining());
    }

    private static String line(Step step, Step.Sent sent) {
        var out = new StringBuilder("# ")
                .append(step.endpoint())
                .append(" of ")
                .append(step.integrator())
                .append("\ncurl -X ")
                .append(sent.method())
                .append(' ')
                .append(quoted(sent.url()));
        sent.headers()
                .forEach(header ->
                        out.append(CONTINUED).append("-H ").append(quoted(header.name() + ": " + header.value())));
        if (!sent.body().isEmpty()) {
            out.append(CONTINUED).append("--data-raw ").append(quoted(sent.body()));
        }
        return out.append('\n').toString();
    }

    /** Quoted for a POSIX shell. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
