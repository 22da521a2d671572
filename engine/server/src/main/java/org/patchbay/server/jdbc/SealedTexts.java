package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.patchbay.server.jdbc.Vault.Place;

/** Texts sealed into columns of text; what an older version left readable is read too. */
record SealedTexts(Vault vault) {
    /** No JSON text begins so. */
    private static final String SEALED = "~";

    /** Seals a text that is given in UTF-8. */
    String seal(Place place, byte[] text) {
        var sealed = vault.seal(place, text);
        return SEALED + Base64.getEncoder().encodeToString(sealed);
    }

    String open(Place place, String kept) {
        return kept.startsWith(SEALED)
                ? new String(
                        vault.open(place, Base64.getDecoder().decode(kept.substring(SEALED.length()))),
                        StandardCharsets.UTF_8)
                : kept;
    }
}
