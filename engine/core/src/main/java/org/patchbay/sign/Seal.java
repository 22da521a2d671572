package org.patchbay.sign;

import java.util.Map;
import org.patchbay.definition.Secret;
import org.patchbay.spi.SignatureMethod;

/** How a token is signed: {@code alg} of its header. */
sealed interface Seal {
    /** The word in the header. */
    String alg();

    /** The third part of the token. */
    String sign(byte[] input, byte[] key);

    /** Whether a third part is right. */
    boolean verifies(String signature, byte[] input, byte[] key);

    /** A keyed hash (RFC 7518 §3.2). */
    record Keyed(String alg, Hash hash) implements Seal {
        @Override
        public String sign(byte[] input, byte[] key) {
            return Writing.BASE64URL.write(hash.of(input, key));
        }

        @Override
        public boolean verifies(String signature, byte[] input, byte[] key) {
            return Secret.of(sign(input, key)).isSame(signature);
        }
    }

    /** A plugin's method. */
    record Foreign(SignatureMethod method) implements Seal {
        @Override
        public String alg() {
            return method.id();
        }

        @Override
        public String sign(byte[] input, byte[] key) {
            return Methods.ask(() -> method.sign(inputs(input, key)));
        }

        @Override
        public boolean verifies(String signature, byte[] input, byte[] key) {
            return Methods.ask(() -> method.verifies(signature, inputs(input, key)));
        }

        private static Map<String, byte[]> inputs(byte[] input, byte[] key) {
            return Map.of("input", input, "key", key);
        }
    }
}
