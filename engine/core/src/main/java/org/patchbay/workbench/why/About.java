package org.patchbay.workbench.why;

import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.EndpointType;
import org.patchbay.engine.CallFile.Kind;

/** What somebody misses of a call. */
public enum About {
    /** The card of who calls. */
    POP,
    /** The record of the call at the partner. */
    LOG,
    /** A message that was sent. */
    SMS,
    /** Anything else. */
    WORK;

    /** The word for people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an endpoint is about; one that is not there any more by its trigger alone. */
    static About of(String trigger, Optional<Kind> kind) {
        return kind.map(known -> of(trigger, known.type())).orElseGet(() -> of(trigger));
    }

    private static About of(String trigger, EndpointType type) {
        return switch (type) {
            case SEND_SMS -> SMS;
            case GET_DATA -> showsCards(trigger) ? POP : WORK;
            case POST_DATA -> trigger.startsWith("call-") ? LOG : WORK;
            case AUTH -> WORK;
        };
    }

    /** What a whole event is about. */
    static About of(String trigger) {
        if (showsCards(trigger)) {
            return POP;
        }
        if (trigger.startsWith("call-")) {
            return LOG;
        }
        return trigger.equals("sms-send") ? SMS : WORK;
    }

    private static boolean showsCards(String trigger) {
        return trigger.equals("call-start");
    }
}
