package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.exchange.Reply;

/** One reply while it is read; its body becomes a tree when it is first needed, and once. Not thread-safe. */
final class Incoming {
    private final Reply reply;
    private final ResponseFormat format;
    private Optional<ReplyBody> body = Optional.empty();

    Incoming(Reply reply, ResponseFormat format) {
        this.reply = reply;
        this.format = format;
    }

    Reply reply() {
        return reply;
    }

    int status() {
        return reply.status();
    }

    boolean is2xx() {
        return reply.status() >= 200 && reply.status() < 300;
    }

    ReplyBody body() {
        var found = body.orElseGet(() -> ReplyBody.of(reply, format));
        body = Optional.of(found);
        return found;
    }

    /** The body, or a missing node where it is empty or cannot be read. */
    JsonNode tree() {
        return switch (body()) {
            case ReplyBody.Read(var tree) -> tree;
            case ReplyBody.Unreadable _ -> MissingNode.getInstance();
        };
    }

    boolean isReadable() {
        return body() instanceof ReplyBody.Read;
    }
}
