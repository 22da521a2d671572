package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** One outgoing call. */
@Doc("one call to the partner")
public record Endpoint(
        At at,
        @Doc("unique in the template") Name name,
        @Doc("name for people") Optional<Label> label,
        @Doc("what it is for") Optional<Label> description,
        @Doc("what the call is for") EndpointType type,

        @Doc(value = "events that run it; used by others or by name when absent", example = "[call-end, call-missed]")
        @OneOrMany
        List<Name> trigger,

        @Inline Asking request,
        @Inline Answering reply,
        @Inline Flow flow,
        @Inline Fetching fetching,
        @Inline Timing timing,
        @Inline Delivery delivery,
        @Inline Auth auth) {
    /** The same endpoint with another request, other meanings of replies and other ways with its token. */
    public Endpoint with(Asking otherRequest, Answering otherReply, Auth otherAuth) {
        return new Endpoint(
                at,
                name,
                label,
                description,
                type,
                trigger,
                otherRequest,
                otherReply,
                flow,
                fetching,
                timing,
                delivery,
                otherAuth);
    }
}
