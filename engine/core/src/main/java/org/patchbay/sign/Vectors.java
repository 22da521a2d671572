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
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.wire.Wire;

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

    void check() {
        var found = new Problems();
        var block = new BlockCompiler(scope(), found)
                .compile(signature.values(), signature.carry(), UseCompiler.letters(signature.ignoreCase()));
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
            var back = Back.of(block);
            var verifying =
                    back.wrong().isEmpty() ? Optional.of(new Verifying(block, back)) : Optional.<Verifying>empty();
            signature.vectors().forEach(vector -> check(block, verifying, vector));
        }
    }

    /** Anything may be read: what an endpoint can read is checked where it uses the signature. */
    private Scope scope() {
        var roots = new EnumMap<Root, Names>(Root.class);
        READABLE.forEach(root -> roots.put(root, Names.free()));
        roots.put(Root.WITH, UseCompiler.names(Set.copyOf(signature.with())));
        return new Scope(roots, Set.of());
    }

    private void check(Block block, Optional<Verifying> verifying, Signature.Vector vector) {
        var request = VectorRequest.of(vector, problems);
        if (request.isEmpty()) {
            return;
        }
        var before = problems.sorted().size();
        check(block, vector, request.get())
                .filter(_ -> problems.sorted().size() == before)
                .ifPresent(signed -> verifying.ifPresent(back -> verify(back, vector, signed)));
    }

    /** What was signed, when that was possible. */
    private Optional<Draft> check(Block block, Signature.Vector vector, Draft request) {
        var sheet = new Sheet(request);
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
            return Optional.empty();
        }
        vector.expect().forEach((key, expected) -> {
            var actual = Optional.ofNullable(computed.get(key)).or(() -> VectorRequest.read(key, sheet));
            if (!actual.equals(Optional.of(expected))) {
                differs(vector, expected, actual, shown.pieces());
            }
        });
        return Optional.of(sheet.draft());
    }

    /** The other direction: what was signed is accepted, at the same moment and for the first time. */
    private void verify(Verifying verifying, Signature.Vector vector, Draft signed) {
        var verdict = verdict(verifying, vector, signed);
        if (verdict instanceof Verdict.Refused(var reason, var _)) {
            problems.add(
                    "PB701",
                    vector.at(),
                    "signature `" + name + "` does not verify what it signed",
                    reason,
                    "what is signed must be the same at both ends");
        }
    }

    private static Verdict verdict(Verifying verifying, Signature.Vector vector, Draft signed) {
        try {
            var request = Wire.request(signed);
            return verifying.verify(new Received(request, signed.body()), values(vector), (_, _) -> true);
        } catch (Refusal unfit) {
            return new Verdict.Refused(unfit.failure().message(), List.of());
        }
    }

    private static Values values(Signature.Vector vector) {
        var with = JsonNodeFactory.instance.objectNode();
        vector.with().forEach((word, tree) -> {
            JsonNode value = tree.toJson();
            with.set(word, value.isArray() ? SecretNode.hide(value) : SecretNode.of(Scalars.text(value)));
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
