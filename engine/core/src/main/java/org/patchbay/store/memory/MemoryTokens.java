package org.patchbay.store.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.Tokens;

/** Tokens of this process. */
final class MemoryTokens implements Tokens {
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    @Override
    public Optional<Token> find(String key) {
        return Optional.ofNullable(tokens.get(key));
    }

    @Override
    public void keep(String key, Token token) {
        tokens.put(key, token);
    }

    @Override
    public void forget(String key, long version) {
        tokens.computeIfPresent(key, (_, token) -> token.version() == version ? null : token);
    }

    @Override
    public void forgetOf(String owner) {
        tokens.keySet().removeIf(key -> Tokens.owner(key).equals(owner));
    }
}
