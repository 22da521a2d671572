package org.patchbay.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** What one round trip meant. */
public sealed interface Outcome {
    /** It worked; the named results. */
    record Ok(ObjectNode result) implements Outcome {}

    /** It had been done before. */
    record AlreadyDone() implements Outcome {}

    /** It may work later; {@code delay} is what the partner or the configuration asks for. */
    record Retry(Failure failure, Optional<Duration> delay) implements Outcome {}

    /** The token is no longer good. */
    record Refresh(Failure failure) implements Outcome {}

    /** A person must connect again. */
    record Reauth(Failure failure) implements Outcome {}

    /** The integrator is to be switched off. */
    record Disable(Failure failure) implements Outcome {}

    /** The integrator is to be removed. */
    record Remove(Failure failure) implements Outcome {}

    /** It failed for good. */
    record Fail(Failure failure) implements Outcome {}

    /** It may have happened. */
    record Unknown(Failure failure) implements Outcome {}

    /** True when later steps may build on it. */
    default boolean succeeded() {
        return switch (this) {
            case Ok _, AlreadyDone _ -> true;
            case Retry _, Refresh _, Reauth _, Disable _, Remove _, Fail _, Unknown _ -> false;
        };
    }

    /** The reason, where it did not succeed. */
    default Optional<Failure> reason() {
        return switch (this) {
            case Ok _, AlreadyDone _ -> Optional.empty();
            case Retry(var failure, var _) -> Optional.of(failure);
            case Refresh(var failure) -> Optional.of(failure);
            case Reauth(var failure) -> Optional.of(failure);
            case Disable(var failure) -> Optional.of(failure);
            case Remove(var failure) -> Optional.of(failure);
            case Fail(var failure) -> Optional.of(failure);
            case Unknown(var failure) -> Optional.of(failure);
        };
    }
}
