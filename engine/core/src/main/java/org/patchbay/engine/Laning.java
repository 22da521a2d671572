package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.patchbay.definition.Lane;
import org.patchbay.exchange.Moment;
import org.patchbay.expression.Text;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Run;
import org.patchbay.flow.Views;

/** Which work runs behind which: that of one call of an integrator, unless the endpoint says otherwise. */
final class Laning {
    private static final int LONGEST = 200;

    private Laning() {}

    /** The lane of a step that is about to be accepted. */
    static String of(Activity activity, Run run, Bound step) {
        var trigger = activity.trigger();
        var own = activity.id() + "/" + run.tenant().name();
        if (step.plan().endpoint().delivery().lane().map(Lane::isNone).orElse(false)) {
            return own + "/" + step.name();
        }
        var mine = trigger.callCentre() + "/" + run.tenant().name() + "/";
        return step.plan()
                .lane()
                .map(key -> text(activity, run, key))
                .filter(key -> !key.isBlank())
                .map(key -> "key/" + key)
                .or(trigger::callId)
                .map(key -> bounded(mine + key))
                .orElse(own);
    }

    private static String text(Activity activity, Run run, Text key) {
        var kit = activity.kit();
        var moment = new Moment(kit.clock().instant(), "0".repeat(32));
        return key.display(Views.of(run, kit.options(run.trigger()), moment));
    }

    /** Outside ids can be of any length; what they stand for has to stay the same. */
    private static String bounded(String lane) {
        return Optional.of(lane).filter(text -> text.length() <= LONGEST).orElseGet(() -> "sha256/" + sha256(lane));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
