package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.SignatureUse;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/** Tells whether a request comes from who holds the secret: a signature block, turned round. Compiled once, thread-safe. */
public final class Verifying {
    private final Block block;
    private final Back back;
    private final List<Proof> proofs;

    Verifying(Block block, Back back) {
        this.block = block;
        this.back = back;
        this.proofs = block.carries().stream()
                .map(carry -> Proof.of(carry, back.readable()))
                .toList();
    }

    /**
     * Compiles {@code verify} of a hook; empty when something was reported, PB703 among it.
     *
     * @param known signatures by name, of the template and of the libraries
     * @param scope names that templates may use
     */
    public static Optional<Verifying> compile(
            SignatureUse use, Map<String, Signature> known, Scope scope, Problems problems) {
        return new UseCompiler(known, scope, problems).compile(use).flatMap(block -> {
            var back = Back.of(block);
            back.wrong()
                    .ifPresent(why -> problems.add(
                            "PB703",
                            use.at(),
                            "this signature cannot verify what comes in",
                            why,
                            "carry each time and random value by itself, and compare something that only the partner can"
                                    + " compute"));
            return back.wrong().isEmpty() ? Optional.of(new Verifying(block, back)) : Optional.empty();
        });
    }

    /** What {@code verify.…} reads: computed values, and the claims of tokens. */
    public Names names() {
        var names = new HashMap<String, Names>();
        for (var value : block.values()) {
            if (back.needed().contains(value.name())) {
                names.put(value.name(), value.recipe() instanceof Jwt ? Names.free() : Names.value());
            }
        }
        return new Names.Only("PB602", "value of the signature", names);
    }

    /** A request as its sender would sign it, for tests. */
    public Draft sign(Draft draft, Values values) {
        var sheet = new Sheet(draft);
        block.sign(sheet, values, Block.Watcher.NONE);
        return sheet.draft();
    }

    /**
     * Whether a request is genuine. Of a secret that is being exchanged every one is tried.
     *
     * @param values what templates read; the clock reading is that of the arrival
     */
    public Verdict verify(Received received, Values values, Nonces nonces) {
        try {
            var sheet = new Sheet(received);
            var verdict = attempt(sheet, Rotation.turn(values, 0), nonces);
            for (var turn = 1; turn < Rotation.turns(values) && verdict instanceof Verdict.Refused; turn++) {
                verdict = attempt(sheet, Rotation.turn(values, turn), nonces);
            }
            return verdict;
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()), List.of());
        }
    }

    private Verdict attempt(Sheet sheet, Values values, Nonces nonces) {
        var shown = new Shown();
        try {
            var run = new Run(sheet, block.with().bind(values));
            var texts = new ArrayList<List<String>>();
            for (var proof : proofs) {
                texts.add(proof.read(sheet));
                proof.readBack(texts.getLast(), run);
            }
            compute(run, shown);
            var wrong = compare(texts, run);
            if (wrong.isPresent()) {
                return new Verdict.Refused(wrong.get(), shown.pieces());
            }
            return new Verdict.Genuine(accepted(run, nonces));
        } catch (Refusal refusal) {
            return new Verdict.Refused(refusal.failure().message(), shown.pieces());
        }
    }

    private void compute(Run run, Shown shown) {
        for (var value : block.values()) {
            if (back.needed().contains(value.name()) && run.kept(value.name()).isMissingNode()) {
                run.look(value.needs());
                var result = value.recipe().compute(run);
                run.keep(value.name(), result);
                shown.computed(value, result, run);
            }
        }
    }

    /** All places are compared, so that the time it takes does not say which one differs. */
    private Optional<String> compare(List<List<String>> texts, Run run) {
        var wrong = Optional.<String>empty();
        for (var i = 0; i < proofs.size(); i++) {
            var differs = proofs.get(i).differs(texts.get(i), run);
            wrong = wrong.isPresent() ? wrong : differs;
        }
        return wrong;
    }

    /** The values of a request whose bytes are right: is it of now, are its tokens, was it never here before? */
    private ObjectNode accepted(Run run, Nonces nonces) {
        var values = run.kept().deepCopy();
        var until = Optional.<Instant>empty();
        for (var value : block.values()) {
            if (back.readable().contains(value.name())) {
                switch (value.recipe()) {
                    case Recipe.Now now when !now.within().isZero() -> until = later(until, age(value, now, run));
                    case Jwt jwt -> values.set(value.name(), Token.claims(text(value, run), jwt, run));
                    case Foreign foreign -> foreign(value, foreign, run);
                    default -> {}
                }
            }
        }
        until.ifPresent(end -> remember(run, nonces, end));
        return values;
    }

    private static String text(Block.Value value, Run run) {
        return run.kept(value.name()).asText();
    }

    private static void foreign(Block.Value value, Foreign foreign, Run run) {
        run.look(value.needs());
        if (!foreign.verifies(text(value, run), run)) {
            throw Sheet.refusal("`" + value.name() + "` differs");
        }
    }

    private static Instant age(Block.Value value, Recipe.Now now, Run run) {
        var then = now.format()
                .read(text(value, run), run.values())
                .orElseThrow(() -> Sheet.refusal("`" + value.name() + "` is not the time it should be"));
        var away = Duration.between(then, run.values().moment().now()).abs();
        if (away.compareTo(now.within()) > 0) {
            throw Sheet.refusal("`" + value.name() + "` is " + away.toSeconds() + " s from our clock, "
                    + now.within().toSeconds() + " s are accepted");
        }
        return then.plus(now.within());
    }

    private static Optional<Instant> later(Optional<Instant> one, Instant other) {
        return one.filter(found -> found.isAfter(other)).or(() -> Optional.of(other));
    }

    private void remember(Run run, Nonces nonces, Instant until) {
        for (var value : block.values()) {
            if (value.recipe() instanceof Recipe.Nonce
                    && back.readable().contains(value.name())
                    && !nonces.isFirst(text(value, run), until)) {
                throw Sheet.refusal("`" + value.name() + "` was used before");
            }
        }
    }
}
