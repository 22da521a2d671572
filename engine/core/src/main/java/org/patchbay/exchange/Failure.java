package org.patchbay.exchange;

import java.util.Optional;

/**
 * Why a step failed.
 *
 * @param message for admins, never with a secret in it
 * @param agentMessage for the agent
 * @param status status of the reply, where there was one
 * @param input name of the input or parameter, where one is to blame
 */
public record Failure(
        FailureCode code,
        String message,
        Optional<String> agentMessage,
        Optional<Integer> status,
        Optional<String> input) {
    /** A failure without a reply. */
    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A failure that one input is to blame for. */
    public static Failure ofInput(FailureCode code, String input, String message) {
        return new Failure(code, message, Optional.empty(), Optional.empty(), Optional.of(input));
    }

    /** A failure that a reply reports. */
    public static Failure ofReply(FailureCode code, int status, String message) {
        return new Failure(code, message, Optional.empty(), Optional.of(status), Optional.empty());
    }

    /** The same with a text for the agent. */
    public Failure forAgent(Optional<String> text) {
        return new Failure(code, message, text, status, input);
    }
}
