package org.patchbay.server.outbound;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;

/** Puts a reply together as it arrives, up to a limit. */
final class ReplyReader {
    /** What a partner's word about its length is worth in memory before the bytes have come. */
    private static final int TRUSTED = 16 * 1_024;

    private final HttpResponse head;
    private final int largest;
    private final Claim claim;
    private byte[] body;
    private int length;

    ReplyReader(HttpResponse head, int largest, Claim claim) {
        this.head = head;
        this.claim = claim;
        this.largest = largest;
        this.body = new byte[(int) Math.min(Math.min(largest, TRUSTED), HttpUtil.getContentLength(head, 0L))];
    }

    HttpResponse head() {
        return head;
    }

    /** What became of a part of the body. */
    enum Taking {
        TAKEN,
        /** It would then be larger than allowed. */
        TOO_LARGE,
        /** Large replies take all the memory that they may at this moment. */
        NO_ROOM
    }

    /** Takes a part of the body. */
    Taking take(ByteBuf part) {
        var more = part.readableBytes();
        if (more > largest - length) {
            return Taking.TOO_LARGE;
        }
        if (length + more > body.length) {
            var next = Math.min(largest, Math.max(length + more, body.length * 2));
            if (!claim.reaches(next)) {
                return Taking.NO_ROOM;
            }
            body = Arrays.copyOf(body, next);
        }
        part.readBytes(body, length, more);
        length += more;
        return Taking.TAKEN;
    }

    Reply reply() {
        var bytes = length == body.length ? body : Arrays.copyOf(body, length);
        return new Reply(head.status().code(), headers(), bytes);
    }

    /** The value of a {@code Keep-Alive} header's {@code timeout}, in seconds (RFC 9112, appendix C.2.2). */
    Optional<Integer> keepAliveSeconds() {
        var value = head.headers().get("Keep-Alive");
        if (value == null || !value.regionMatches(true, 0, "timeout=", 0, 8)) {
            return Optional.empty();
        }
        var digits = value.substring(8).split("\\D", 2)[0];
        return digits.isEmpty() || digits.length() > 6 ? Optional.empty() : Optional.of(Integer.parseInt(digits));
    }

    private List<Pair> headers() {
        var pairs = new ArrayList<Pair>(head.headers().size());
        var entries = head.headers().iteratorCharSequence();
        while (entries.hasNext()) {
            var entry = entries.next();
            pairs.add(new Pair(entry.getKey().toString(), text(entry.getValue().toString())));
        }
        return pairs;
    }

    /** Netty reads one character for each byte; what is valid UTF-8 was meant as that. */
    private static String text(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7E) {
                return decoded(value);
            }
        }
        return value;
    }

    private static String decoded(String value) {
        try {
            var bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            return value;
        }
    }
}
