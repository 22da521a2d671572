package org.patchbay.definition;

import static org.patchbay.definition.StandardTrigger.CALL_CONNECT;
import static org.patchbay.definition.StandardTrigger.CALL_END;
import static org.patchbay.definition.StandardTrigger.CALL_MISSED;
import static org.patchbay.definition.StandardTrigger.CALL_RECORDED;
import static org.patchbay.definition.StandardTrigger.CALL_RING;
import static org.patchbay.definition.StandardTrigger.CALL_START;
import static org.patchbay.definition.StandardTrigger.CALL_WRAPUP;
import static org.patchbay.definition.StandardTrigger.CONTACT_CREATE;
import static org.patchbay.definition.StandardTrigger.SMS_SEND;
import static org.patchbay.definition.StandardTrigger.TICKET_CREATE;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names that other systems have for standard triggers (format reference, section 4). */
public final class Aliases {
    /** One name of one system. */
    public record Alias(String vendor, String event, StandardTrigger trigger) {
        /** The name with its system, which is always accepted. */
        public String full() {
            return vendor + ":" + event;
        }
    }

    private static final List<Alias> ALL = List.of(
            new Alias("gcalls", "getDataIframe", CALL_START),
            new Alias("gcalls", "savePreLogCRM", CALL_CONNECT),
            new Alias("gcalls", "saveLogCRM", CALL_END),
            new Alias("gcalls", "createSMSNote", SMS_SEND),
            new Alias("gcalls", "SendSMS", SMS_SEND),
            new Alias("gcalls", "handleCreateTicket", TICKET_CREATE),
            new Alias("gcalls", "handleCreateContact", CONTACT_CREATE),
            new Alias("hubspot", "INCOMING_CALL", CALL_START),
            new Alias("hubspot", "OUTGOING_CALL_STARTED", CALL_START),
            new Alias("hubspot", "CALL_ANSWERED", CALL_CONNECT),
            new Alias("hubspot", "CALL_ENDED", CALL_END),
            new Alias("hubspot", "CALL_COMPLETED", CALL_WRAPUP),
            new Alias("aircall", "call.created", CALL_START),
            new Alias("aircall", "call.ringing_on_agent", CALL_RING),
            new Alias("aircall", "call.answered", CALL_CONNECT),
            new Alias("aircall", "call.hungup", CALL_END),
            new Alias("aircall", "call.ended", CALL_WRAPUP),
            new Alias("didww", "call.started", CALL_START),
            new Alias("didww", "call.connected", CALL_CONNECT),
            new Alias("didww", "call.ended", CALL_END),
            new Alias("telnyx", "call.initiated", CALL_START),
            new Alias("telnyx", "call.answered", CALL_CONNECT),
            new Alias("telnyx", "call.hangup", CALL_END),
            new Alias("telnyx", "call.recording.saved", CALL_RECORDED),
            new Alias("twilio", "ringing", CALL_START),
            new Alias("twilio", "in-progress", CALL_CONNECT),
            new Alias("twilio", "completed", CALL_END),
            new Alias("twilio", "no-answer", CALL_MISSED),
            new Alias("twilio", "busy", CALL_MISSED),
            new Alias("voicecloud", "RING", CALL_START),
            new Alias("voicecloud", "ANSWER", CALL_CONNECT),
            new Alias("voicecloud", "HANGUP", CALL_END),
            new Alias("voicecloud", "ABANDON", CALL_MISSED),
            new Alias("bitrix24", "ONVOXIMPLANTCALLINIT", CALL_START),
            new Alias("bitrix24", "ONVOXIMPLANTCALLSTART", CALL_CONNECT),
            new Alias("itgrix", "conversation_requested", CALL_START),
            new Alias("itgrix", "conversation_accepted", CALL_CONNECT),
            new Alias("itgrix", "conversation_ended", CALL_END),
            new Alias("itgrix", "call_ended", CALL_WRAPUP));

    private Aliases() {}

    /** All of them, by system. */
    public static List<Alias> all() {
        return ALL;
    }

    /** The standard trigger that a name means; empty for standard words, for names of somebody's own and for ambiguous ones. */
    public static Optional<StandardTrigger> translate(String name) {
        var meant = ALL.stream().filter(alias -> alias.full().equals(name)).map(Alias::trigger);
        var triggers = Stream.concat(meant, named(name).stream().map(Alias::trigger))
                .distinct()
                .toList();
        return triggers.size() == 1 ? Optional.of(triggers.getFirst()) : Optional.empty();
    }

    /** The aliases of that bare name; several systems may use one name for different things. */
    public static List<Alias> named(String name) {
        return ALL.stream().filter(alias -> alias.event().equals(name)).toList();
    }
}
