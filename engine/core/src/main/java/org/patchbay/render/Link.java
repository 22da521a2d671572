package org.patchbay.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.wire.Encoders;

/** An address that is shown or opened: its host comes from configuration, what follows is encoded. */
final class Link {
    private static final String SCHEME_END = "://";

    private final Optional<Text> authority;
    private final Text rest;

    private Link(Optional<Text> authority, Text rest) {
        this.authority = authority;
        this.rest = rest;
    }

    /** Compiles an address: one tag that is a whole address, or a host that is written down or comes from the integrator, and a path. */
    static Link compile(TextTemplate url, Scope scope, Problems problems) {
        var text = url.text();
        var begin = text.indexOf(SCHEME_END);
        if (begin < 0) {
            if (!text.startsWith("{{")) {
                problems.add(
                        "PB504",
                        url.at(),
                        "an address begins with https:// or is exactly one {{…}}",
                        "no host",
                        "write https://{{integrator.host}}/…");
            }
            return new Link(Optional.empty(), Text.compile(url, scope, problems));
        }
        var slash = text.indexOf('/', begin + SCHEME_END.length());
        var end = slash < 0 ? text.length() : slash;
        var hosts = Scope.EMPTY
                .with(Root.INTEGRATOR, scope.roots().getOrDefault(Root.INTEGRATOR, Names.free()))
                .with(Root.TEMPLATE, scope.roots().getOrDefault(Root.TEMPLATE, Names.free()));
        var found = new Problems();
        var authority = Text.compile(new TextTemplate(url.at(), text.substring(0, end), url.secret()), hosts, found);
        if (found.refuse()) {
            problems.add(
                    "PB504",
                    url.at(),
                    "a value that is not the integrator's or the template's stands in a host",
                    "host",
                    "hosts come from integrator.… or template.… only");
        }
        return new Link(
                Optional.of(authority),
                Text.compile(new TextTemplate(url.at(), text.substring(end), url.secret()), scope, problems));
    }

    /** The address; empty when a value in it is missing or makes no http address. */
    Optional<String> show(Values values) {
        if (rest.references().stream().anyMatch(reference -> isEmpty(reference.in(values)))) {
            return Optional.empty();
        }
        try {
            var shown = authority.isPresent()
                    ? authority.get().render(values, Encoder.PLAIN) + rest.render(values, Encoders::query)
                    : rest.display(values);
            var scheme = URI.create(shown).getScheme();
            return "https".equals(scheme) || "http".equals(scheme) ? Optional.of(shown) : Optional.empty();
        } catch (IllegalArgumentException | Refusal e) {
            return Optional.empty();
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
