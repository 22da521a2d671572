package org.patchbay.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.patchbay.definition.At;

/**
 * What a version of a template says, which nobody changes any more once it is published.
 *
 * @param name the template and its version, {@code name@version}
 * @param hash over what it says, its state and its tests aside; layout and comments do not count
 * @param at place of the template
 */
public record Frozen(String name, String hash, At at) {
    /** The templates of a set. */
    static List<Frozen> of(Assembly all) {
        return all.templates().stream()
                .filter(bound -> bound.value().isPresent())
                .map(bound -> new Frozen(
                        bound.name() + "@" + Assembly.version(bound),
                        hash(bound.node().without("state", "tests", "testDefaults")),
                        bound.nameAt()))
                .toList();
    }

    private static String hash(Node node) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text(node).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A secret that was exchanged is no other text. */
    private static String text(Node node) {
        return switch (node) {
            case Node.Text text ->
                text.isSecret() ? "$" : text.form() + " " + text.text().length() + " " + text.text();
            case Node.Items list -> list.items().stream().map(Frozen::text).collect(Collectors.joining(",", "[", "]"));
            case Node.Entries map ->
                sorted(map).entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ":" + text(entry.getValue().value()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Node.Broken _ -> "!";
        };
    }

    private static Map<String, Node.Entry> sorted(Node.Entries map) {
        return new TreeMap<>(map.entries());
    }
}
