package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Signature;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/** Computes the known answers of a signature. */
final class Vectors {
    private static final Instant CLOCK = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NONCE = "0".repeat(32);
    private static final List<Root> READABLE = List.of(
            Root.BODY,
            Root.INTEGRATOR,
            Root.TEMPLATE,
            Root.AUTH,
            Root.RESULT,
            Root.CALL,
            Root.OBJECT,
            Root.AGENT,
            Root.OPTIONS,
            Root.NOW,
            Root.NONCE,
            Root.RUN,
            Root.PARAM,
            Root.FAILURE);

    private final String name;
    private final Signature signature;
    private final Problems problems;

    Vectors(String name, Signature signature, Problems problems) {
        this.name = name;
        this.signature = signature;
        this.problems = problems;
    }

    void verify() {
        var found = new Problems();
        var block = new BlockCompiler(scope(), found).compile(signature.values(), signature.carry());
        problems.addAll(found.sorted());
        if (signature.vectors().isEmpty()) {
            problems.add(
                    "PB705",
                    signature.at(),
                    "signature `" + name + "` has no known answer",
                    "no vector",
                    "vectors: [{ with: { … }, request: { … }, expect: { … } }]");
        }
        if (!found.refuse()) {
            signature.vectors().forEach(vector -> check(block, vector));
        }
    }

    /** Anything may be read: what an endpoint can read is checked where it uses the signature. */
    private Scope scope() {
        var roots = new EnumMap<Root, Names>(Root.class);
        READABLE.forEach(root -> roots.put(root, Names.free()));
        roots.put(Root.WITH, UseCompiler.names(Set.copyOf(signature.with())));
        return new Scope(roots, Set.of());
    }

    private void check(Block block, Signature.Vector vector) {
        var request = VectorRequest.of(vector, problems);
        if (request.isEmpty()) {
            return;
        }
        var sheet = new Sheet(request.get());
        var shown = new Shown();
        var computed = new HashMap<String, String>();
        try {
            block.sign(sheet, values(vector), (value, result, run) -> {
                computed.put(value.name(), Scalars.text(result));
                shown.computed(value, result, run);
            });
        } catch (Refusal e) {
            problems.add(
                    "PB701",
                    vector.at(),
                    "signature `" + name + "` gives nothing for its vector",
                    e.failure().message(),
                    "");
            return;
        }
        vector.expect().forEach((key, expected) -> {
            var actual = Optional.ofNullable(computed.get(key)).or(() -> VectorRequest.read(key, sheet));
            if (!actual.equals(Optional.of(expected))) {
                differs(vector, expected, actual, shown.pieces());
            }
        });
    }

    private static Values values(Signature.Vector vector) {
        var with = JsonNodeFactory.instance.objectNode();
        vector.with().forEach((word, tree) -> {
            JsonNode value = tree.toJson();
            with.set(word, SecretNode.of(Scalars.text(value)));
        });
        return Values.at(new Moment(vector.now().orElse(CLOCK), vector.nonce().orElse(NONCE)))
                .with(Root.WITH, with);
    }

    private void differs(
            Signature.Vector vector, String expected, Optional<String> actual, List<Signing.Piece> pieces) {
        var signed = new StringBuilder();
        for (var piece : pieces) {
            if (pieces.size() == 1 || actual.orElse("").contains(piece.computed())) {
                signed.append("\nsigned   ").append(piece.signed());
            }
        }
        problems.add(
                "PB701",
                vector.at(),
                "signature `" + name + "` gives another value than its vector",
                "expected " + expected + ", computed " + actual.orElse("nothing") + signed,
                "what can differ (order, pairs, joiner, ends, case, coding): patchbay explain signatures");
    }
}
