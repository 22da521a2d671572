package org.patchbay.server.web;

import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.patchbay.engine.Authors;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.SignedLinks;

/**
 * Addresses of the pages that show cards (interfaces, section 6); each opens one card for a quarter of an hour, while the key it was made
 * with is good (decision 0122).
 */
@Singleton
final class FrameLinks {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final SignedLinks links;
    private final Authors authors;

    FrameLinks(SignedLinks links, Engine engine) {
        this.links = links;
        this.authors = new Authors(engine.tools().store());
    }

    /**
     * A card.
     *
     * @param by the mark of who was given its page
     */
    record Shown(String execution, String integrator, String by) {
        private String thing() {
            return "frame " + execution + " " + integrator + " " + by;
        }

        Shown in(String other) {
            return new Shown(other, integrator, by);
        }
    }

    /** The card of that integrator in an execution, given to that author. */
    Shown shown(String execution, String integrator, String author) {
        return new Shown(execution, integrator, authors.mark(author));
    }

    /** The path of the page that shows the card. */
    String path(Shown card) {
        return "/frame/" + card.execution() + "?i=" + encoded(card.integrator()) + "&k=" + encoded(card.by()) + "&t="
                + links.sign(card.thing(), LIFE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether that opens the card. */
    boolean opens(Shown card, String signed) {
        return links.opens(card.thing(), signed) && authors.stands(card.by());
    }
}
