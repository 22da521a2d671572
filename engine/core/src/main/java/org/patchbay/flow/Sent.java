package org.patchbay.flow;

import java.util.Map;
import java.util.Optional;
import org.patchbay.config.Blank;
import org.patchbay.definition.LinkPage;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SendTo;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Template;
import org.patchbay.trip.Plan;

/**
 * Pages of partners to which people are sent instead of to a form.
 *
 * @param first for who connects something new
 * @param again for who connects something once more; the first one's when absent
 */
public record Sent(Optional<Plan> first, Optional<Plan> again) {
    static Sent compile(Template template, Map<String, Signature> signatures, Problems problems) {
        var page = template.link();
        return new Sent(
                plan(page.flatMap(LinkPage::sendTo), template, signatures, problems),
                plan(page.flatMap(LinkPage::sendAgainTo), template, signatures, problems));
    }

    private static Optional<Plan> plan(
            Optional<SendTo> to, Template template, Map<String, Signature> signatures, Problems problems) {
        return to.map(found -> Plan.compile(Blank.of(found), template, signatures, problems));
    }

    /** The page for who connects something once more. */
    public Optional<Plan> anew() {
        return again.or(() -> first);
    }
}
