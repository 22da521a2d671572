package org.patchbay.sign;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.patchbay.spi.SignatureMethod;

/** A method of a plugin: the text, backwards. */
public final class Reversing implements SignatureMethod {
    @Override
    public String id() {
        return "test-reverse";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("text");
    }

    @Override
    public String sign(Map<String, byte[]> inputs) {
        var text = new String(inputs.getOrDefault("text", new byte[0]), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to reverse");
        }
        return new StringBuilder(text).reverse().toString();
    }
}
