package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.wire.UrlCoding;
import org.patchbay.wire.Wire;

/** What was signed, for people: secrets by their names, neighbouring values apart. */
final class Shown implements Block.Watcher {
    private static final List<Root> HIDING = List.of(Root.WITH, Root.INTEGRATOR, Root.TEMPLATE, Root.AUTH, Root.PARAM);

    private final List<Signing.Piece> pieces = new ArrayList<>();
    private final Map<String, Input> templates = new HashMap<>();
    private String title = "";

    /** Names the pieces that follow, instead of their own names; empty to stop that. */
    void title(String name) {
        this.title = name;
    }

    List<Signing.Piece> pieces() {
        return pieces;
    }

    @Override
    public void computed(Block.Value value, JsonNode result, Run run) {
        switch (value.recipe()) {
            case Recipe.Plain(var input) -> templates.put(value.name(), input);
            case Recipe.Coded(var _, var input) -> templates.put(value.name(), input);
            case Recipe.Digest(var _, var input, var _) -> piece(value.name(), input, result, run);
            case Recipe.Mac(var _, var input, var _, var _) -> piece(value.name(), input, result, run);
            case Jwt jwt -> piece(value.name(), token(jwt, run), result);
            case Foreign(var _, var inputs) -> piece(value.name(), inputs(inputs, run), result);
            case Recipe.Now _, Recipe.Nonce _, Recipe.Json _, Recipe.Take _, Canonical _ -> {}
        }
    }

    private void piece(String name, Input input, JsonNode result, Run run) {
        piece(name, text(input, run), result);
    }

    private void piece(String name, String signed, JsonNode result) {
        pieces.add(new Signing.Piece(title.isEmpty() ? name : title, signed, result.asText()));
    }

    /** Header and claims before they are encoded. */
    private static String token(Jwt jwt, Run run) {
        return masked(Wire.json(jwt.header().in(run)), run.values()) + " . "
                + masked(Wire.json(jwt.claims().in(run)), run.values());
    }

    private String inputs(Map<String, Input> inputs, Run run) {
        return inputs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(input -> input.getKey() + " " + text(input.getValue(), run))
                .collect(Collectors.joining(" · "));
    }

    private String text(Input input, Run run) {
        var out = new StringBuilder();
        var inserted = false;
        for (var part : input.parts()) {
            var insert = !(part instanceof Input.Part.Literal);
            out.append(insert && inserted ? " · " : "").append(text(part, run));
            inserted = insert;
        }
        return out.toString();
    }

    private String text(Input.Part part, Run run) {
        return switch (part) {
            case Input.Part.Literal(var text, var secret) -> secret ? "‹secret›" : text;
            case Input.Part.Insert(var name, var text)
            when Rotation.isSecret(text, run.values()) ->
                templates.containsKey(name)
                        ? text(templates.getOrDefault(name, new Input(List.of())), run)
                        : "‹" + name + "›";
            case Input.Part.Insert(var _, var text) -> masked(text.display(run.values()), run.values());
            case Input.Part.Whole(var text) when text.isSecret(run.values()) -> "‹secret›";
            case Input.Part.Whole(var text) -> masked(text.display(run.values()), run.values());
            case Input.Part.RawBody _ -> masked(new String(run.body(), StandardCharsets.UTF_8), run.values());
        };
    }

    /** The text with the secrets that came into it through the request replaced by their names. */
    private static String masked(String text, Values values) {
        var names = new HashMap<String, String>();
        HIDING.forEach(root -> secrets(root.word(), values.root(root), names));
        var longestFirst = names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); ) {
            var start = i;
            var secret = longestFirst.stream()
                    .filter(one -> text.startsWith(one, start))
                    .findFirst();
            out.append(secret.map(one -> "‹" + names.get(one) + "›").orElseGet(() -> text.substring(start, start + 1)));
            i += secret.map(String::length).orElse(1);
        }
        return out.toString();
    }

    private static void secrets(String path, JsonNode node, Map<String, String> names) {
        if (node instanceof SecretNode hidden && !hidden.secret().reveal().isEmpty()) {
            var secret = hidden.secret().reveal();
            names.putIfAbsent(secret, path);
            names.putIfAbsent(UrlCoding.PERCENT.encode(secret), path);
            names.putIfAbsent(UrlCoding.FORM.encode(secret), path);
        }
        node.properties().forEach(field -> secrets(path + "." + field.getKey(), field.getValue(), names));
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            secrets(path + "." + i, node.get(i), names);
        }
    }
}
