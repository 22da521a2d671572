package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/** Computes and places what an endpoint signs with: its md5 parameters and its signature. Compiled once, thread-safe. */
public final class Signing {
    private final List<Named> blocks;
    private final Optional<Proving> proving;

    private Signing(List<Named> blocks, Optional<Proving> proving) {
        this.blocks = List.copyOf(blocks);
        this.proving = proving;
    }

    /** A block; the title is the name of an md5 parameter, whose value has no name of its own. */
    private record Named(String title, Block block) {}

    /**
     * Compiles md5 parameters and {@code sign} of an endpoint, and what shows who the client is.
     *
     * @param known signatures by name, of the template and of the libraries
     * @param scope names that templates may use, {@code param} among them
     */
    public static Signing compile(Endpoint endpoint, Map<String, Signature> known, Scope scope, Problems problems) {
        var blocks = new ArrayList<Named>();
        for (var parameter : endpoint.request().parameters()) {
            if (parameter.type().equals(Optional.of(ParameterType.MD5))) {
                blocks.add(new Named(parameter.name().text(), md5(parameter, scope, problems)));
            }
        }
        endpoint.request()
                .sign()
                .ifPresent(use -> new UseCompiler(known, scope, problems)
                        .compile(use)
                        .ifPresent(block -> blocks.add(new Named("", block))));
        var proving = endpoint.auth().client().flatMap(new ProvingCompiler(scope, problems)::compile);
        return new Signing(blocks, proving);
    }

    private static Block md5(Parameter parameter, Scope scope, Problems problems) {
        return new Md5Parameter(scope, problems).compile(parameter);
    }

    /** Checks the known answers of a signature; a difference is PB701, no known answer PB705. */
    public static void check(String name, Signature signature, Problems problems) {
        new Vectors(name, signature, problems).check();
    }

    /** What {@code sign.…} reads where a reply is judged. */
    public Names names() {
        var names = new HashMap<String, Names>();
        blocks.stream()
                .filter(named -> named.title().isEmpty())
                .flatMap(named -> named.block().values().stream())
                .forEach(value -> names.put(value.name(), Names.value()));
        return new Names.Only("PB306", "value of the signature", names);
    }

    /**
     * The draft with everything placed; the same draft when nothing signs.
     *
     * @throws org.patchbay.exchange.Refusal when a value is missing
     */
    public Signed sign(Draft draft, Values values) {
        var computed = JsonNodeFactory.instance.objectNode();
        if (blocks.isEmpty() && proving.isEmpty()) {
            return new Signed(draft, computed, List::of);
        }
        var sheet = new Sheet(draft);
        proving.ifPresent(client -> client.show(sheet, values, computed));
        for (var named : blocks) {
            named.block().sign(sheet, values, named.title().isEmpty() ? into(computed) : Block.Watcher.NONE);
        }
        return new Signed(sheet.draft(), computed, () -> explained(draft, values));
    }

    private static Block.Watcher into(ObjectNode computed) {
        return (value, result, _) -> computed.set(value.name(), result);
    }

    private List<Piece> explained(Draft draft, Values values) {
        var sheet = new Sheet(draft);
        proving.ifPresent(client -> client.show(sheet, values, JsonNodeFactory.instance.objectNode()));
        var shown = new Shown();
        for (var named : blocks) {
            shown.title(named.title());
            named.block().sign(sheet, values, shown);
        }
        return shown.pieces();
    }

    /**
     * A signed draft.
     *
     * @param computed what {@code sign.…} reads
     * @param explanation computes {@link #pieces} when somebody asks
     */
    public record Signed(Draft draft, ObjectNode computed, Supplier<List<Piece>> explanation) {
        /** What was signed, piece by piece, secrets by name only; empty when nothing was. */
        public List<Piece> pieces() {
            return explanation.get();
        }
    }

    /**
     * A computed value and the text it was made of, with secrets by name: {@code acme · ‹integrator.salt›}.
     *
     * @param computed the value itself; the mask where it can be used instead of a secret
     */
    public record Piece(String value, String signed, String computed) {}
}
