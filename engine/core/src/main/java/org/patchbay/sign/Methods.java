package org.patchbay.sign;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbay.spi.SignatureMethod;

/** The methods of plugins, by their ids. */
final class Methods {
    private static final Map<String, SignatureMethod> INSTALLED = installed();

    private Methods() {}

    private static Map<String, SignatureMethod> installed() {
        var methods = new TreeMap<String, SignatureMethod>();
        ServiceLoader.load(SignatureMethod.class, Methods.class.getClassLoader())
                .forEach(method -> methods.put(method.id(), method));
        return Map.copyOf(methods);
    }

    static Optional<SignatureMethod> find(String id) {
        return Optional.ofNullable(INSTALLED.get(id));
    }

    static Set<String> ids() {
        return INSTALLED.keySet();
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
