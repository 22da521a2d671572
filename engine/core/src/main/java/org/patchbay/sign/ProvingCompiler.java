package org.patchbay.sign;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.patchbay.definition.Client;
import org.patchbay.definition.Client.Proof;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.spi.ClientProof;

/** Compiles {@code client: { auth: "plugin:<id>" }}. */
record ProvingCompiler(Scope scope, Problems problems) {
    private static final String SECRET = "secret";

    Optional<Proving> compile(Client client) {
        return client.proof()
                .flatMap(proof -> proof instanceof Proof.Plugin(var id) ? found(client, id) : Optional.empty());
    }

    private Optional<Proving> found(Client client, String id) {
        var proof = Methods.proof(id);
        if (proof.isEmpty()) {
            problems.add(
                    "PB704",
                    client.auth().at(),
                    "no plugin called `" + id + "` shows who a client is",
                    "unknown",
                    Nearest.help(id, Methods.proofs()));
        }
        return proof.map(found -> new Proving(found, text(client.id()), options(client, found)));
    }

    private Map<String, Text> options(Client client, ClientProof proof) {
        var known = new LinkedHashSet<>(new TreeSet<>(proof.options()));
        known.addAll(new TreeSet<>(proof.optional()));
        client.options().forEach((name, text) -> {
            if (!known.contains(name)) {
                problems.add(
                        "PB201",
                        text.at(),
                        "`plugin:" + proof.id() + "` has no option `" + name + "`",
                        "unknown",
                        Nearest.help(name, known));
            }
        });
        new TreeSet<>(proof.options()).forEach(name -> {
            if (!client.options().containsKey(name)) {
                problems.add(
                        "PB204",
                        client.auth().at(),
                        "`plugin:" + proof.id() + "` needs the option `" + name + "`",
                        "missing",
                        "for example options: { " + name + ": \"{{integrator.…}}\" }");
            }
        });
        var texts = new HashMap<String, Text>();
        client.secret().ifPresent(secret -> texts.put(SECRET, text(secret)));
        client.options().forEach((name, text) -> texts.put(name, text(text)));
        return texts;
    }

    private Text text(TextTemplate template) {
        return Text.compile(template, scope, problems);
    }
}
