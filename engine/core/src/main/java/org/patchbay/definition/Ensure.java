package org.patchbay.definition;

import java.util.Optional;

/** Update what is there, else create it: never two of a kind. */
public record Ensure(
        At at,

        @Doc(value = "result that is the id of the record, of this endpoint and of find", example = "logId")
        Name id,

        @Doc(value = "where the id may be known from; kept there when it is a name of the call", example = "call.logId")
        Optional<PathText> known,

        @Doc(value = "endpoint that looks for the record and leaves its id", example = "findLog")
        Optional<Name> find,

        @Doc(value = "endpoint that changes the record, with ensure.id", example = "updateLog")
        Name update,

        @Doc("what only one at a time may do, on all nodes; the call when absent")
        Optional<PathText> lock) {}
