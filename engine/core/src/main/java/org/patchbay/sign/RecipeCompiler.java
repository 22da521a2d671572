package org.patchbay.sign;

import static java.util.Map.entry;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Patterns;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.wire.UrlCoding;

/** Compiles one value of a signature. */
final class RecipeCompiler {
    /** Methods and the keys that may stand beside them. */
    private static final Map<String, Set<String>> METHODS = Map.ofEntries(
            entry("base64", Set.of()),
            entry("base64url", Set.of()),
            entry("hex", Set.of()),
            entry("lower", Set.of()),
            entry("upper", Set.of()),
            entry("urlencode", Set.of("as")),
            entry("canonical", Set.of()),
            entry("now", Set.of("zone", "plus", "within")),
            entry("nonce", Set.of("length")),
            entry("json", Set.of()),
            entry("take", Set.of("match")));

    private static final Map<String, UrlCoding> FLAVOURS = Map.of(
            "form", UrlCoding.FORM, "percent", UrlCoding.PERCENT, "php", UrlCoding.PHP, "dotnet", UrlCoding.DOTNET);
    private static final Map<String, Recipe.NonceKind> NONCES =
            Map.of("hex", Recipe.NonceKind.HEX, "uuid", Recipe.NonceKind.UUID, "number", Recipe.NonceKind.NUMBER);
    private static final Recipe NOTHING = new Recipe.Plain(new Input(List.of()));

    private final Map<String, Input> bytewise;
    private final Scope scope;
    private final Problems problems;

    RecipeCompiler(Map<String, Input> bytewise, Scope scope, Problems problems) {
        this.bytewise = bytewise;
        this.scope = scope;
        this.problems = problems;
    }

    Recipe compile(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf -> new Recipe.Plain(input(leaf));
            case Tree.Items(var at, var _) -> {
                problems.add("PB205", at, "a value of a signature is a text or a map", "a list", "");
                yield NOTHING;
            }
            case Tree.Entries map -> method(map);
        };
    }

    Input input(Tree.Leaf leaf) {
        var secret = leaf.value() instanceof SecretNode;
        return Input.compile(
                new TextTemplate(leaf.at(), Scalars.text(leaf.value()), secret), bytewise, scope, problems);
    }

    private Recipe method(Tree.Entries map) {
        var options = new Options(map, problems);
        for (var word : map.entries().keySet()) {
            if (word.equals("jwt")) {
                return tokens().jwt(options).orElse(NOTHING);
            }
            if (word.equals("plugin")) {
                return tokens().plugin(options).orElse(NOTHING);
            }
            if (Hash.PLAIN.containsKey(word)) {
                options.allow(Set.of(word, "as"));
                return new Recipe.Digest(
                        Hash.PLAIN.getOrDefault(word, Hash.MD5), input(options.needed(word)), writing(options));
            }
            if (Hash.KEYED.containsKey(word)) {
                options.allow(Set.of(word, "key", "keyAs", "as"));
                return mac(Hash.KEYED.getOrDefault(word, Hash.MD5), word, options);
            }
            if (METHODS.containsKey(word)) {
                var allowed = new HashSet<>(METHODS.getOrDefault(word, Set.of()));
                allowed.add(word);
                options.allow(allowed);
                return other(word, options);
            }
        }
        unknown(map);
        return NOTHING;
    }

    private TokenCompiler tokens() {
        return new TokenCompiler(this::input, shapes(), problems);
    }

    private JsonShapeCompiler shapes() {
        return new JsonShapeCompiler(scope, problems, this::input);
    }

    /** All words that a value can begin with. */
    static List<String> words() {
        var known = new ArrayList<>(METHODS.keySet());
        known.addAll(List.of("jwt", "plugin"));
        known.addAll(Hash.PLAIN.keySet());
        known.addAll(Hash.KEYED.keySet());
        return known;
    }

    private void unknown(Tree.Entries map) {
        map.entries().entrySet().stream()
                .findFirst()
                .ifPresentOrElse(
                        first -> problems.add(
                                "PB704",
                                first.getValue().key(),
                                "unknown method `" + first.getKey() + "`",
                                "unknown",
                                Nearest.help(first.getKey(), words())),
                        () -> problems.add("PB704", map.at(), "a value needs a method", "empty", ""));
    }

    private static Writing writing(Options options) {
        return options.word("as", Writing.OF_RESULTS, Writing.HEX);
    }

    private Recipe mac(Hash hash, String word, Options options) {
        return new Recipe.Mac(
                hash,
                input(options.needed(word)),
                new SigningKey(input(options.needed("key")), options.word("keyAs", Writing.OF_KEYS, Writing.TEXT)),
                writing(options));
    }

    private Recipe other(String word, Options options) {
        return switch (word) {
            case "base64" -> coded(new Recipe.Coding.Bytes(Writing.BASE64), word, options);
            case "base64url" -> coded(new Recipe.Coding.Bytes(Writing.BASE64URL), word, options);
            case "hex" -> coded(new Recipe.Coding.Bytes(Writing.HEX), word, options);
            case "lower" -> coded(new Recipe.Coding.Lower(), word, options);
            case "upper" -> coded(new Recipe.Coding.Upper(), word, options);
            case "urlencode" ->
                coded(new Recipe.Coding.Url(options.word("as", FLAVOURS, UrlCoding.FORM)), word, options);
            case "canonical" -> new CanonicalCompiler(FLAVOURS, problems).compile(options.tree(word));
            case "now" -> now(options);
            case "nonce" -> nonce(options);
            case "json" -> json(options);
            default -> take(options);
        };
    }

    private Recipe coded(Recipe.Coding coding, String word, Options options) {
        return new Recipe.Coded(coding, input(options.needed(word)));
    }

    private Recipe now(Options options) {
        var format = options.needed("now");
        var time = new TimeFormat(
                TimeFormat.style(format.at(), Scalars.text(format.value()), problems),
                options.zone("zone"),
                options.duration("plus"));
        return new Recipe.Now(time, options.duration("within"));
    }

    private Recipe nonce(Options options) {
        var length = options.leaf("length");
        length.filter(leaf -> !leaf.value().isIntegralNumber()
                        || leaf.value().asInt() < 1
                        || leaf.value().asInt() > 32)
                .ifPresent(leaf ->
                        problems.add("PB206", leaf.at(), "`length` of a nonce is from 1 to 32", "out of range", ""));
        return new Recipe.Nonce(
                options.word("nonce", NONCES, Recipe.NonceKind.HEX),
                length.map(leaf -> leaf.value().asInt()).orElse(0));
    }

    private Recipe json(Options options) {
        return options.tree("json")
                .<Recipe>map(tree -> new Recipe.Json(shapes().shape(tree)))
                .orElse(NOTHING);
    }

    private Recipe take(Options options) {
        var path = options.needed("take");
        var pattern = options.leaf("match").flatMap(this::pattern);
        return new References(scope, problems)
                .source(new PathText(path.at(), Scalars.text(path.value())))
                .<Recipe>map(reference -> new Recipe.Take(reference, pattern))
                .orElse(NOTHING);
    }

    private Optional<Pattern> pattern(Tree.Leaf leaf) {
        try {
            return Optional.of(Patterns.compile(Scalars.text(leaf.value())));
        } catch (PatternSyntaxException e) {
            problems.add(
                    "PB605",
                    leaf.at(),
                    "this is not an RE2 pattern: " + e.getDescription(),
                    "pattern",
                    "RE2 has no look-around and no back references");
            return Optional.empty();
        }
    }
}
