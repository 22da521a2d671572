package org.patchbay.sign;

import java.util.Locale;

/** The key of a keyed hash: a template, and how the bytes of the key are written in it. */
record SigningKey(Input input, Writing as) {
    byte[] bytes(Run run) {
        try {
            var bytes = as == Writing.TEXT ? input.bytes(run) : as.read(input.text(run));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw Sheet.refusal("the key of the signature is not " + as.name().toLowerCase(Locale.ROOT));
        }
        throw Sheet.refusal("the key of the signature is empty");
    }
}
