package org.patchbay.server.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Answers of pages: nothing of them is kept by browsers or told to others, and nothing runs in them. */
final class LinkAnswers {
    private static final String POLICY = LinkMarkup.POLICY.formatted(hash(LinkMarkup.STYLE));

    private LinkAnswers() {}

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static MutableHttpResponse<String> page(HttpStatus status, String html) {
        return quiet(HttpResponse.<String>status(status).body(html)).header("Content-Security-Policy", POLICY);
    }

    /** Sends the browser there. */
    static MutableHttpResponse<?> to(String address) {
        return quiet(HttpResponse.status(HttpStatus.SEE_OTHER))
                .header("Location", URI.create(address).toString());
    }

    private static <B> MutableHttpResponse<B> quiet(MutableHttpResponse<B> response) {
        return response.header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    }
}
