package org.patchbay.spi;

import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Secret;

/**
 * A way to sign that the format does not know: {@code { plugin: id, … }} as a value of a signature, and {@code alg: id} of a JWT, whose
 * inputs are {@code input} and {@code key}. Found with {@link java.util.ServiceLoader}; thread-safe.
 */
public interface SignatureMethod {
    /** The word after {@code plugin:}. */
    String id();

    /** Names of its inputs: the keys that stand beside {@code plugin}, all of them needed. */
    Set<String> inputs();

    /**
     * The signature as it is carried.
     *
     * @param inputs bytes of each input; texts are in UTF-8, the body of the request is as it is
     * @throws IllegalArgumentException when an input is unfit, in words for an admin and without its value
     */
    String sign(Map<String, byte[]> inputs);

    /** Whether what was carried is right; overridden where verifying is not computing the same again. */
    default boolean verifies(String carried, Map<String, byte[]> inputs) {
        return Secret.of(sign(inputs)).isSame(carried);
    }
}
