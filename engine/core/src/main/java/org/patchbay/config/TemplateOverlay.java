package org.patchbay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.patchbay.definition.Problems;

/** Lays shared parameters, defaults and options of a template where they take effect, before anything is bound. */
final class TemplateOverlay {
    private static final List<String> INHERITED =
            List.of("timeout", "retry", "bodyFormat", "expiredWhen", "sign", "rate");
    private final Problems problems;
    private final ParameterOverlay parameters;

    TemplateOverlay(Problems problems) {
        this.problems = problems;
        parameters = new ParameterOverlay(problems);
    }

    /** The template with everything written out that its parts share. */
    Node.Entries lay(Node.Entries written) {
        var template = eachOf(written, "parameters", parameters::plain);
        var shared = byName(template, "parameters");
        var defaults =
                template.map("defaults").map(map -> eachOf(map, "parameters", node -> parameters.lay(node, shared)));
        if (defaults.isPresent()) {
            template = replace(template, "defaults", defaults.get());
        }
        var lower = defaults.orElse(new Node.Entries(template.at(), Map.of()));
        template = eachOf(template, "endpoints", node -> endpoint(node, shared, lower));
        var hook = lower.map("hook");
        if (hook.isPresent()) {
            template =
                    eachOf(template, "hooks", node -> node instanceof Node.Entries map ? map.over(hook.get()) : node);
        }
        var tests = template.map("testDefaults");
        template = eachOf(
                template,
                "tests",
                node -> tests.map(map -> TestOverlay.lay(node, map)).orElse(node));
        return new TriggerNames(problems).translate(withListedOptions(template));
    }

    private Node endpoint(Node node, Map<String, Node.Entries> shared, Node.Entries defaults) {
        if (!(node instanceof Node.Entries written)) {
            return node;
        }
        var endpoint = eachOf(written, "parameters", each -> parameters.lay(each, shared));
        endpoint = eachOf(endpoint, "inputs", parameters::plain);
        endpoint = withDefaultParameters(endpoint, defaults);
        for (var key : INHERITED) {
            var lower = defaults.entry(key).filter(_ -> !key.equals("bodyFormat") || !isOAuth(written));
            if (lower.isPresent() && endpoint.entry(key).isEmpty()) {
                endpoint = endpoint.with(key, lower.get());
            }
        }
        return withRetry(withOutcomes(endpoint, defaults));
    }

    /** Token requests of RFC 6749 are forms unless the endpoint itself says otherwise. */
    private static boolean isOAuth(Node.Entries endpoint) {
        return endpoint.text("grant")
                .filter(grant -> !grant.text().equals("login"))
                .isPresent();
    }

    /** Sent with every endpoint whose url begins with a slash, Auth excepted; before those of the endpoint. */
    private static Node.Entries withDefaultParameters(Node.Entries endpoint, Node.Entries defaults) {
        var ofThePartner =
                endpoint.text("url").filter(url -> url.text().startsWith("/")).isPresent();
        var fetchesToken =
                endpoint.text("type").filter(type -> type.text().equals("Auth")).isPresent();
        if (!ofThePartner || fetchesToken || defaults.entry("parameters").isEmpty()) {
            return endpoint;
        }
        var own = byName(endpoint, "parameters").keySet();
        var all = new ArrayList<>(defaults.list("parameters")
                .filter(node -> !own.contains(nameOf(node)))
                .toList());
        all.addAll(endpoint.list("parameters").toList());
        var at = endpoint.get("parameters").map(Node::at).orElse(endpoint.at());
        return replace(endpoint, "parameters", new Node.Items(at, all));
    }

    /** The outcomes of the endpoint are asked first, then those of the defaults. */
    private static Node.Entries withOutcomes(Node.Entries endpoint, Node.Entries defaults) {
        var lower = defaults.get("outcomes").map(Spelling::rules);
        if (!(lower.orElse(endpoint) instanceof Node.Items rules)) {
            return endpoint;
        }
        var own = endpoint.get("outcomes").map(Spelling::rules);
        if (own.isEmpty()) {
            return replace(endpoint, "outcomes", rules);
        }
        if (!(own.get() instanceof Node.Items first)) {
            return endpoint;
        }
        var all = new ArrayList<>(first.items());
        all.addAll(rules.items());
        return replace(endpoint, "outcomes", new Node.Items(first.at(), all));
    }

    private static Node.Entries withRetry(Node.Entries endpoint) {
        var sms = endpoint.text("type")
                .filter(type -> type.text().equals("SendSMS"))
                .isPresent();
        var retry = endpoint.get("retry");
        return retry.isEmpty() ? endpoint : replace(endpoint, "retry", Spelling.retry(retry.get(), sms));
    }

    /** Gcalls writes tick boxes as {@code info.listOptions}. */
    private static Node.Entries withListedOptions(Node.Entries template) {
        var listed = template.map("info").stream()
                .flatMap(info -> info.list("listOptions"))
                .toList();
        if (listed.isEmpty()) {
            return template;
        }
        var known = byName(template, "options").keySet();
        var all = new ArrayList<>(template.list("options").toList());
        listed.stream().filter(option -> !known.contains(nameOf(option))).forEach(all::add);
        return replace(template, "options", new Node.Items(listed.getFirst().at(), all));
    }

    /** The map with another value under a key; the key stays where it stood. */
    static Node.Entries replace(Node.Entries map, String key, Node value) {
        var at = map.entry(key).map(Node.Entry::key).orElse(value.at());
        return map.with(key, new Node.Entry(at, value));
    }

    /** The map with every element of one of its lists changed. */
    static Node.Entries eachOf(Node.Entries map, String key, UnaryOperator<Node> change) {
        return map.get(key)
                .filter(Node.Items.class::isInstance)
                .map(Node.Items.class::cast)
                .map(list -> replace(
                        map,
                        key,
                        new Node.Items(
                                list.at(), list.items().stream().map(change).toList())))
                .orElse(map);
    }

    /** The maps of a list by their names. */
    static Map<String, Node.Entries> byName(Node.Entries map, String key) {
        var byName = new LinkedHashMap<String, Node.Entries>();
        map.list(key).forEach(node -> {
            if (node instanceof Node.Entries entries) {
                byName.putIfAbsent(nameOf(node), entries);
            }
        });
        return byName;
    }

    /** The name that a map gives itself; empty where it gives none. */
    static String nameOf(Node node) {
        return node instanceof Node.Entries map
                ? map.text("name").map(Node.Text::text).orElse("")
                : "";
    }
}
