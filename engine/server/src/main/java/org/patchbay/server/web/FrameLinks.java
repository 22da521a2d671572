package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.patchbay.server.http.SignedLinks;

/** Addresses of the pages that show cards (interfaces, section 6); each opens one card for a quarter of an hour. */
@Singleton
final class FrameLinks {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final SignedLinks links;

    FrameLinks(SignedLinks links) {
        this.links = links;
    }

    /** The path of the page that shows a card of an execution. */
    String path(String execution, JsonNode card) {
        return path(execution, card.path("integrator").asText());
    }

    /** The path of the page that shows the card of that integrator in an execution. */
    String path(String execution, String integrator) {
        return "/frame/" + execution + "?i=" + URLEncoder.encode(integrator, StandardCharsets.UTF_8) + "&t="
                + links.sign(thing(execution, integrator), LIFE);
    }

    /** Whether that opens the card. */
    boolean opens(String execution, String integrator, String signed) {
        return links.opens(thing(execution, integrator), signed);
    }

    private static String thing(String execution, String integrator) {
        return "frame " + execution + " " + integrator;
    }
}
