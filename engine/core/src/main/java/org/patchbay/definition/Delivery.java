package org.patchbay.definition;

import java.util.Optional;

/** How an endpoint is delivered (format reference, section 7.4). */
public record Delivery(
        @Doc("wait: within the budget; background: in order, after the answer; by trigger when absent") @Key("delivery")
        Optional<DeliveryMode> mode,

        @Doc(value = "further tries", example = "{ schedule: [10m, 1h], within: 1d }")
        Optional<Retry> retry,

        @Doc("may be sent again when the first may have arrived; true for GET, HEAD, PUT, DELETE and sync")
        Optional<Boolean> idempotent,

        @Doc(value = "sends run.key there and makes the call repeatable", example = "header.Idempotency-Key")
        Optional<String> idempotencyKey,

        @Doc(
                value = "endpoint that tells whether an unknown one happened: ok, it did; fail, it did not",
                example = "findSms")
        Optional<Name> check,

        @Doc(value = "what it runs behind", example = "{ key: \"{{body.ticketId}}\", onFailure: skip }")
        Optional<Lane> lane,

        @Doc(value = "its own limit, for background work", example = "{ perSecond: 1 }")
        Optional<Rate> rate) {}
