package org.patchbay.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.Egress;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;

/** Finds addresses that may not be called (PB502, PB505). */
final class AddressCheck implements Check {
    private static final Pattern WRITTEN = Pattern.compile("(?i)(https?)://([^/?#]*)");

    @Override
    public void run(Assembly all, Problems problems) {
        var egress = all.installation().flatMap(Installation::egress).orElse(Egress.PUBLIC_HTTPS);
        for (var bound : all.templates()) {
            bound.value().ifPresent(template -> {
                if (bound.node().entry("baseUrl").isPresent()) {
                    address(template.baseUrl(), egress, problems);
                }
                bound.node().list("hosts").forEach(host -> pattern(host, problems));
                template.endpoints().forEach(endpoint -> {
                    address(endpoint.request().url(), egress, problems);
                    GrantCheck.addresses(endpoint.auth()).forEach(url -> address(url, egress, problems));
                });
            });
        }
        for (var bound : all.integrators()) {
            bound.value()
                    .ifPresent(integrator -> integrator.allowedOrigins().stream()
                            .filter(origin -> !isOrigin(origin, egress))
                            .forEach(origin -> origin(bound, origin, problems)));
        }
        all.installation()
                .ifPresent(installation -> publicUrl(all.installations().getFirst(), installation, problems));
    }

    private static void address(TextTemplate url, Egress egress, Problems problems) {
        var written = WRITTEN.matcher(url.text());
        if (!written.lookingAt()) {
            if (!url.text().startsWith("/") && !url.text().startsWith("{{")) {
                problems.add(
                        "PB502",
                        url.at(),
                        "`" + url + "` is no address",
                        "an address begins with / or https://",
                        url.text().contains(":/")
                                ? "write https:// and a host"
                                : "did you mean `/" + url + "`?    (joined to baseUrl)");
            }
            return;
        }
        var host = written.group(2);
        if (written.group(1).equalsIgnoreCase("http") && !allowsHttp(host, egress)) {
            problems.add(
                    "PB505",
                    url.at().within(0, 7),
                    "`http://` sends everything in clear",
                    "not encrypted",
                    httpHelp(host));
        }
        hosts(url.at().within(written.start(2), host.length()), host, egress, problems);
    }

    private static void pattern(Node node, Problems problems) {
        if (node instanceof Node.Text text && !HostName.isPattern(text.text())) {
            problems.add(
                    "PB502",
                    text.at(),
                    "`" + HostName.shown(text.text()) + "` is no host and no pattern of hosts",
                    "without https:// and without a path",
                    "for example *.acme.example");
        }
    }

    private static String httpHelp(String host) {
        return host.contains("{{")
                ? "write https://, or list the hosts in the Installation: egress: { allowHttp: [crm.intern] }"
                : "write https://, or in the Installation: egress: { allowHttp: [" + withoutPort(host) + "] }";
    }

    private static boolean allowsHttp(String host, Egress egress) {
        return host.contains("{{") ? !egress.allowHttp().isEmpty() : matches(egress.allowHttp(), host);
    }

    private static boolean matches(List<String> patterns, String host) {
        var name = withoutPort(host);
        return patterns.stream()
                .anyMatch(pattern -> Names.matchesHost(pattern, name) || Names.matchesHost(pattern, host));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]+$", "");
    }

    private static void hosts(At at, String host, Egress egress, Problems problems) {
        if (host.contains("{{")) {
            return;
        }
        if (host.isEmpty() || !HostName.isHost(host)) {
            problems.add(
                    "PB502",
                    at,
                    "`" + HostName.shown(host) + "` is no host",
                    "",
                    host.contains("@") ? "credentials go into a parameter, never into an address" : "");
        } else if (matches(egress.denyHosts(), host)) {
            problems.add("PB502", at, "`" + host + "` may not be called", "listed in egress.denyHosts", "");
        } else if (!egress.allowHosts().isEmpty() && !matches(egress.allowHosts(), host)) {
            problems.add("PB502", at, "`" + host + "` may not be called", "not listed in egress.allowHosts", "");
        }
    }

    private static boolean isOrigin(String origin, Egress egress) {
        var written = WRITTEN.matcher(origin);
        return written.matches()
                && HostName.isHost(written.group(2))
                && (written.group(1).equalsIgnoreCase("https") || allowsHttp(written.group(2), egress));
    }

    private static void origin(Bound<?> bound, String origin, Problems problems) {
        var at = bound.node()
                .list("allowedOrigins")
                .filter(node -> node instanceof Node.Text text && text.text().equals(origin))
                .findFirst()
                .map(Node::at)
                .orElse(bound.node().at());
        problems.add(
                "PB505",
                at,
                "`" + origin + "` is no safe origin",
                "https:// and a host, no path",
                "for example https://phone.acme.example");
    }

    private static void publicUrl(Bound<Installation> bound, Installation installation, Problems problems) {
        var at = bound.node().get("publicUrl").map(Node::at).orElse(bound.node().at());
        var host = installation.publicUrl().map(WRITTEN::matcher).filter(Matcher::lookingAt);
        var safe = host.filter(found -> found.group(1).equalsIgnoreCase("https") || isLoopback(found.group(2)));
        if (installation.publicUrl().isPresent() && safe.isEmpty()) {
            problems.add(
                    "PB505",
                    at,
                    "`publicUrl` must be an https address",
                    "partners send secrets to it",
                    "for example https://pb.acme.example");
        }
    }

    private static boolean isLoopback(String host) {
        return Optional.of(host.replaceFirst(":[0-9]+$", ""))
                .filter(name -> name.equals("localhost") || name.equals("127.0.0.1"))
                .isPresent();
    }
}
