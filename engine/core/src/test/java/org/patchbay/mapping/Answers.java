package org.patchbay.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.format.Locality;

/** Replies of a partner, and what a request of a tenant in Vietnam saw. */
final class Answers {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final Locality VIETNAM =
            new Locality(Optional.of("VN"), ZoneId.of("Asia/Ho_Chi_Minh"), Locale.forLanguageTag("vi-VN"));
    static final Values VALUES = Values.at(new Moment(NOON, "0".repeat(32)))
            .with(Root.BODY, JsonNodeFactory.instance.objectNode().put("phone", "0901234567"))
            .with(Root.INTEGRATOR, JsonNodeFactory.instance.objectNode().put("team", "t9"))
            .with(Root.RUN, JsonNodeFactory.instance.objectNode().put("id", "r1"));

    private Answers() {}

    /** A JSON reply, written with single quotes. */
    static Reply json(int status, String body, String... headers) {
        return typed(status, "application/json", body.replace('\'', '"'), headers);
    }

    static Reply typed(int status, String contentType, String body, String... headers) {
        var all = new ArrayList<Pair>();
        all.add(new Pair("Content-Type", contentType));
        for (var i = 0; i < headers.length; i += 2) {
            all.add(new Pair(headers[i], headers[i + 1]));
        }
        return new Reply(status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply empty(int status, String... headers) {
        var all = new ArrayList<Pair>();
        for (var i = 0; i < headers.length; i += 2) {
            all.add(new Pair(headers[i], headers[i + 1]));
        }
        return new Reply(status, List.copyOf(all), new byte[0]);
    }
}
