package org.patchbay.spi;

import java.util.Optional;
import org.patchbay.definition.Secret;

/** Finds what <code>${word:name}</code> in a document stands for. Called at load only. */
public interface SecretSource {
    /** The word before the colon, for example {@code vault}. */
    String word();

    /** The text, or empty when there is none of that name. */
    Optional<Secret> find(String name);

    /** Whether what it finds is masked by value everywhere. */
    default boolean isSecret() {
        return true;
    }
}
