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
import org.patchbay.flow.Kit;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;

/** Which work runs behind which: that of one call of an integrator, unless the endpoint says otherwise. */
final class Laning {
    private static final int LONGEST = 200;

    private Laning() {}

    /** The lane of a step that is about to be accepted. */
    static String of(Kit kit, Run run, Bound step) {
        if (step.plan().synchronizes()) {
            return of(run);
        }
        if (step.plan().endpoint().delivery().lane().map(Lane::isNone).orElse(false)) {
            return own(run) + "/" + step.name();
        }
        return step.plan()
                .lane()
                .map(key -> text(kit, run, key))
                .filter(key -> !key.isBlank())
                .map(key ->
                        bounded(run.trigger().callCentre() + "/" + run.tenant().name() + "/key/" + key))
                .orElseGet(() -> of(run));
    }

    /** The lane of a run's synchronizations or of its call; one of its own when it has neither. */
    static String of(Run run) {
        return synchronizing(run.tenant(), run.trigger().name())
                .or(() -> run.interaction()
                        .map(call -> bounded(call.callCentre() + "/" + call.integrator() + "/" + call.callId())))
                .orElseGet(() -> own(run));
    }

    /** The lane of a trigger's synchronizations: there is never more than one of them under way. */
    static Optional<String> synchronizing(Tenant tenant, String trigger) {
        return tenant.steps(trigger).stream().anyMatch(step -> step.plan().synchronizes())
                ? Optional.of(
                        bounded("sync/" + tenant.integrator().callcenterId() + "/" + tenant.name() + "/" + trigger))
                : Optional.empty();
    }

    private static String own(Run run) {
        return run.execution() + "/" + run.tenant().name();
    }

    private static String text(Kit kit, Run run, Text key) {
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
