package org.patchbay.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Store;
import org.patchbay.store.Tokens;

/** A store that knows which tokens were ever kept in it. */
final class WatchedTokens extends ChangedStore implements Tokens {
    private final Tokens inner;
    private final List<String> kept = new CopyOnWriteArrayList<>();

    WatchedTokens(Store inner) {
        super(inner);
        this.inner = inner.tokens();
    }

    @Override
    public Tokens tokens() {
        return this;
    }

    @Override
    public Optional<Token> find(String key) {
        return inner.find(key);
    }

    @Override
    public void keep(String key, Token token) {
        kept.add(key);
        inner.keep(key, token);
    }

    @Override
    public void forget(String key, long version) {
        inner.forget(key, version);
    }

    @Override
    public void forgetOf(String owner) {
        inner.forgetOf(owner);
    }

    /** Keys of the tokens that are there now. */
    List<String> left() {
        return kept.stream().distinct().filter(key -> find(key).isPresent()).toList();
    }
}
