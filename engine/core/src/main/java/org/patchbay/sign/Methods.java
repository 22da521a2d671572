package org.patchbay.sign;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.patchbay.spi.ClientProof;
import org.patchbay.spi.SignatureMethod;

/** What plugins bring to sign with, by their ids. */
final class Methods {
    private static final Map<String, SignatureMethod> INSTALLED = installed(SignatureMethod.class, SignatureMethod::id);
    private static final Map<String, ClientProof> PROOFS = installed(ClientProof.class, ClientProof::id);

    private Methods() {}

    private static <T> Map<String, T> installed(Class<T> type, Function<T, String> id) {
        var found = new TreeMap<String, T>();
        ServiceLoader.load(type, Methods.class.getClassLoader()).forEach(one -> found.put(id.apply(one), one));
        return Map.copyOf(found);
    }

    static Optional<SignatureMethod> find(String id) {
        return Optional.ofNullable(INSTALLED.get(id));
    }

    static Set<String> ids() {
        return INSTALLED.keySet();
    }

    /** A way for a client to show who it is. */
    static Optional<ClientProof> proof(String id) {
        return Optional.ofNullable(PROOFS.get(id));
    }

    static Set<String> proofs() {
        return PROOFS.keySet();
    }

    /** What stands for an answer in a request that is never sent: the same for the same inputs, as an answer need not be. */
    static String standIn(Map<String, byte[]> inputs) {
        var shape = new StringBuilder();
        new TreeMap<>(inputs)
                .forEach((name, bytes) -> shape.append(name)
                        .append('=')
                        .append(Writing.HEX.write(bytes))
                        .append('\n'));
        return Writing.HEX.write(Hash.SHA256.of(shape.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The plugin's answer; what it finds unfit refuses the request. */
    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException unfit) {
            throw Sheet.refusal(String.valueOf(unfit.getMessage()));
        }
    }
}
