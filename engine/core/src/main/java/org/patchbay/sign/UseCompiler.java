package org.patchbay.sign;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.SignatureUse;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;

/** Compiles {@code sign} of an endpoint: a signature by name, or one written in place. */
final class UseCompiler {
    private final Map<String, Signature> known;
    private final Scope scope;
    private final Problems problems;

    UseCompiler(Map<String, Signature> known, Scope scope, Problems problems) {
        this.known = known;
        this.scope = scope;
        this.problems = problems;
    }

    Optional<Block> compile(SignatureUse use) {
        return use.use().isPresent() ? named(use, use.use().get()) : Optional.of(inline(use));
    }

    private Optional<Block> named(SignatureUse use, Name name) {
        var signature = Optional.ofNullable(known.get(name.text()));
        if (signature.isEmpty()) {
            problems.add(
                    "PB306",
                    name.at(),
                    "no signature called `" + name + "`",
                    "not found",
                    Nearest.help(name.text(), known.keySet()));
        }
        return signature.map(found -> {
            handOver(use, found.with(), name);
            if (!use.values().isEmpty()) {
                problems.add("PB205", use.at(), "`values` cannot stand beside `use`", "values", "keep one of them");
            }
            var carry = use.carry().isEmpty() ? found.carry() : use.carry();
            var letters = found.ignoreCase() || use.ignoreCase();
            return block(use, Set.copyOf(found.with()), found.values(), carry, letters(letters));
        });
    }

    private Block inline(SignatureUse use) {
        if (use.carry().isEmpty()) {
            problems.add(
                    "PB204", use.at(), "`carry` is missing", "missing", "for example { header.X-Sign: \"{{mac}}\" }");
        }
        if (!use.vectors().isEmpty()) {
            var written = new Signature(
                    use.at(),
                    List.copyOf(use.with().keySet()),
                    use.values(),
                    use.carry(),
                    use.ignoreCase(),
                    use.vectors());
            Signing.check("sign", written, problems);
        }
        return block(use, use.with().keySet(), use.values(), use.carry(), letters(use.ignoreCase()));
    }

    private void handOver(SignatureUse use, List<String> asked, Name name) {
        var missing = new HashSet<>(asked);
        missing.removeAll(use.with().keySet());
        missing.stream()
                .sorted()
                .forEach(word -> problems.add(
                        "PB306",
                        name.at(),
                        "signature `" + name + "` needs `with." + word + "`",
                        "missing",
                        "with: { " + word + ": \"{{integrator.…}}\" }"));
        use.with().forEach((word, text) -> unknown(word, text.at(), asked, name));
    }

    private void unknown(String word, At at, List<String> asked, Name name) {
        if (!asked.contains(word)) {
            problems.add(
                    "PB306",
                    at,
                    "signature `" + name + "` asks for no `" + word + "`",
                    "unknown",
                    Nearest.help(word, asked));
        }
    }

    static Carry.Letters letters(boolean ignored) {
        return ignored ? Carry.Letters.ANY_CASE : Carry.Letters.EXACT;
    }

    private Block block(
            SignatureUse use,
            Set<String> with,
            Map<String, Tree> values,
            Map<String, Tree> carry,
            Carry.Letters letters) {
        var texts = new HashMap<String, Text>();
        use.with().forEach((word, template) -> texts.put(word, Text.compile(template, scope, problems)));
        var inside = scope.with(Root.WITH, names(with));
        var block = new BlockCompiler(inside, problems).compile(values, carry, letters);
        return new Block(new With(texts), block.values(), block.carries(), block.absence());
    }

    /** What can be read as {@code with.…}. */
    static Names names(Set<String> with) {
        var names = new HashMap<String, Names>();
        with.forEach(word -> names.put(word, Names.value()));
        return new Names.Only("PB306", "name in `with`", names);
    }
}
