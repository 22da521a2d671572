package org.patchbay.sign;

import java.util.List;
import java.util.Map;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;

/** Computes and places what an endpoint signs with: its md5 parameters and its signature. Compiled once, thread-safe. */
public final class Signing {
    private Signing() {}

    /**
     * Compiles md5 parameters and {@code sign} of an endpoint.
     *
     * @param known signatures by name, of the template and of the libraries
     * @param scope names that templates may use, {@code param} among them
     */
    public static Signing compile(Endpoint endpoint, Map<String, Signature> known, Scope scope, Problems problems) {
        return new Signing();
    }

    /** Checks the known answers of a signature; a difference is PB701. */
    public static void verify(String name, Signature signature, Problems problems) {}

    /**
     * The draft with everything placed; the same draft when nothing signs.
     *
     * @throws org.patchbay.exchange.Refusal when a value is missing
     */
    public Signed sign(Draft draft, Values values) {
        return new Signed(draft, List.of());
    }

    /**
     * A signed draft.
     *
     * @param pieces what was signed, piece by piece, secrets by name only; empty when nothing was
     */
    public record Signed(Draft draft, List<Piece> pieces) {
        public Signed {
            pieces = List.copyOf(pieces);
        }
    }

    /** A computed value and the text it was made of, with secrets by name: {@code acme · ‹integrator.salt›}. */
    public record Piece(String value, String signed, String computed) {}
}
