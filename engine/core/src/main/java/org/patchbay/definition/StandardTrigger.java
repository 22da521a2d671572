package org.patchbay.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The triggers that the product knows by name (format reference, section 4). */
public enum StandardTrigger {
    @Doc("it rings or is dialled")
    CALL_START(DeliveryMode.WAIT, 1_500, 3_000),
    @Doc("it rings at one agent")
    CALL_RING(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("it is answered")
    CALL_CONNECT(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("talk ends")
    CALL_END(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("nobody answered")
    CALL_MISSED(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("after-call work is done")
    CALL_WRAPUP(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("the recording is ready")
    CALL_RECORDED(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("the call is handed over")
    CALL_TRANSFER(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("an SMS is to be sent")
    SMS_SEND(DeliveryMode.WAIT, 15_000, 15_000),
    @Doc("an SMS came in")
    SMS_RECEIVED(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("an agent asks for a ticket")
    TICKET_CREATE(DeliveryMode.WAIT, 15_000, 15_000),
    @Doc("an agent asks for a contact")
    CONTACT_CREATE(DeliveryMode.WAIT, 15_000, 15_000),
    @Doc("an agent or an automation asks for an action by name")
    ACTION(DeliveryMode.WAIT, 15_000, 15_000),
    @Doc("a contact is shown")
    CONTACT_VIEW(DeliveryMode.WAIT, 5_000, 5_000),
    @Doc("fields were entered or tokens renewed")
    AUTH_CHECK(DeliveryMode.WAIT, 15_000, 15_000),
    @Doc("a synchronization of contacts is due")
    CONTACTS_SYNC(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("a synchronization of agents is due")
    AGENTS_SYNC(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("a connection is made")
    LINK_CREATE(DeliveryMode.WAIT, 30_000, 30_000),
    @Doc("a connection is ended")
    LINK_REMOVE(DeliveryMode.WAIT, 30_000, 30_000),
    @Doc("a connection is made again")
    LINK_REACTIVATE(DeliveryMode.WAIT, 30_000, 30_000),
    @Doc("its time has come")
    SCHEDULE(DeliveryMode.BACKGROUND, 15_000, 15_000),
    @Doc("the engine reports something to its operators")
    OPERATOR_EVENT(DeliveryMode.BACKGROUND, 15_000, 15_000);

    private static final Map<String, StandardTrigger> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StandardTrigger::word, Function.identity()));

    private final DeliveryMode delivery;
    private final Duration soft;
    private final Duration hard;

    StandardTrigger(DeliveryMode delivery, long softMillis, long hardMillis) {
        this.delivery = delivery;
        this.soft = Duration.ofMillis(softMillis);
        this.hard = Duration.ofMillis(hardMillis);
    }

    /** The trigger of that name. */
    public static Optional<StandardTrigger> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The name as it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its answer waits, unless an endpoint says otherwise. */
    public DeliveryMode delivery() {
        return delivery;
    }

    /** The answer leaves then if there is a result. */
    public Duration soft() {
        return soft;
    }

    /** The answer leaves then with what is there. */
    public Duration hard() {
        return hard;
    }
}
