package org.patchbay.definition;

import static org.patchbay.definition.DeliveryMode.BACKGROUND;
import static org.patchbay.definition.DeliveryMode.WAIT;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A trigger that every front-end knows (format reference, section 4). */
public enum StandardTrigger {
    CALL_START("it rings or is dialled", WAIT, 1_500, 3_000, Body.CALL),
    CALL_RING("it rings at one agent", BACKGROUND, 3_000, 3_000, Body.CALL),
    CALL_CONNECT("it is answered", BACKGROUND, 3_000, 3_000, Body.CALL),
    CALL_END("talk ends", BACKGROUND, 3_000, 3_000, Body.CALL),
    CALL_MISSED("nobody answered", BACKGROUND, 3_000, 3_000, Body.CALL),
    CALL_WRAPUP("after-call work is done", BACKGROUND, 3_000, 3_000, Body.CALL),
    CALL_RECORDED("the recording is ready", BACKGROUND, 3_000, 3_000, Body.CALL),
    CALL_TRANSFER("the call is handed over", BACKGROUND, 3_000, 3_000, Body.CALL),
    SMS_SEND("an SMS is to be sent", WAIT, 15_000, 15_000, Body.SMS),
    SMS_RECEIVED("an SMS came in", BACKGROUND, 15_000, 15_000, Body.SMS),
    TICKET_CREATE("an agent asks for a ticket", WAIT, 15_000, 15_000, Body.DECLARED),
    CONTACT_CREATE("an agent asks for a contact", WAIT, 15_000, 15_000, Body.DECLARED),
    ACTION("an agent or an automation asks for an endpoint by name", WAIT, 15_000, 15_000, Body.ACTION),
    CONTACT_VIEW("a contact is shown", WAIT, 5_000, 5_000, Body.VIEW),
    AUTH_CHECK("fields were entered or tokens renewed", WAIT, 15_000, 15_000, Body.DECLARED),
    CONTACTS_SYNC("`every` is due, or a person asks", BACKGROUND, 15_000, 15_000, Body.DECLARED),
    AGENTS_SYNC("`every` is due, or a person asks", BACKGROUND, 15_000, 15_000, Body.DECLARED),
    LINK_CREATE("a connection is made", WAIT, 30_000, 30_000, Body.DECLARED),
    LINK_REMOVE("a connection is ended", WAIT, 30_000, 30_000, Body.DECLARED),
    LINK_REACTIVATE("a connection is made again", WAIT, 30_000, 30_000, Body.DECLARED),
    SCHEDULE("`every` or `cron` is due", BACKGROUND, 15_000, 15_000, Body.DECLARED),
    OPERATOR_EVENT("the engine reports: dead letter, breaker, reauth", BACKGROUND, 15_000, 15_000, Body.DECLARED);

    private final String firesWhen;
    private final DeliveryMode delivery;
    private final Duration soft;
    private final Duration hard;
    private final Body body;

    StandardTrigger(String firesWhen, DeliveryMode delivery, int softMillis, int hardMillis, Body body) {
        this.firesWhen = firesWhen;
        this.delivery = delivery;
        soft = Duration.ofMillis(softMillis);
        hard = Duration.ofMillis(hardMillis);
        this.body = body;
    }

    /** The word in documents, for example {@code call-start}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** When it fires, to be read after "fires when". */
    public String firesWhen() {
        return firesWhen;
    }

    /** Whether the answer waits for endpoints that do not say it themselves. */
    public DeliveryMode delivery() {
        return delivery;
    }

    /** The answer leaves now if a waiting endpoint has a result. */
    public Duration soft() {
        return soft;
    }

    /** The answer leaves now with what is there. */
    public Duration hard() {
        return hard;
    }

    /** First-level keys of the body; none means that endpoints declare them as {@code inputs}. */
    public List<String> inputs() {
        return body.keys();
    }

    /** The standard trigger of that word; empty for a name of somebody's own. */
    public static Optional<StandardTrigger> of(String word) {
        return Arrays.stream(values())
                .filter(trigger -> trigger.word().equals(word))
                .findFirst();
    }

    /** All words, in the order of a call. */
    public static List<String> words() {
        return Arrays.stream(values()).map(StandardTrigger::word).toList();
    }

    /** What the body of a trigger looks like. */
    private enum Body {
        CALL,
        SMS,
        ACTION,
        VIEW,
        DECLARED;

        private List<String> keys() {
            return switch (this) {
                case CALL -> CALL_KEYS;
                case SMS -> List.of("to", "from", "text", "smsId", "agent");
                case ACTION -> List.of("data", "meta");
                case VIEW -> List.of("data");
                case DECLARED -> List.of();
            };
        }

        private static final List<String> CALL_KEYS = List.of(
                "callId",
                "eventId",
                "phone",
                "direction",
                "line",
                "agent",
                "queue",
                "time",
                "startedAt",
                "answeredAt",
                "endedAt",
                "duration",
                "ringDuration",
                "holdDuration",
                "disposition",
                "recordingUrl",
                "note",
                "tags",
                "transfer",
                "parentCallId",
                "user",
                "data");
    }
}
