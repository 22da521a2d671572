package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.patchbay.exchange.Moment;

/** Words for the clock reading and the random value of a request: {@code now.…} and {@code nonce.…}. */
public final class Clock {
    /** Words after {@code now}; a bare {@code now} is the ISO form. */
    public static final Set<String> NOW = Set.of("epoch", "epochMillis", "iso", "rfc1123", "rfc2822");

    /** Words after {@code nonce}; a bare {@code nonce} is the hex form. */
    public static final Set<String> NONCE = Set.of("hex", "uuid", "number");

    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Clock() {}

    static JsonNode read(Moment moment, Path path) {
        var nodes = JsonNodeFactory.instance;
        var now = moment.now();
        return switch (word(path, "iso")) {
            case "epoch" -> nodes.numberNode(now.getEpochSecond());
            case "epochMillis" -> nodes.numberNode(now.toEpochMilli());
            case "rfc1123" -> nodes.textNode(rfc1123(now));
            case "rfc2822" -> nodes.textNode(rfc2822(now));
            case "iso" -> nodes.textNode(now.toString());
            default -> Reference.absent();
        };
    }

    /** RFC 9110 §5.6.7, the fixed-length form with GMT. */
    public static String rfc1123(Instant time) {
        return RFC_1123.format(time);
    }

    /** RFC 2822 §3.3 with the zone as digits. */
    public static String rfc2822(Instant time) {
        return RFC_2822.format(time);
    }

    static JsonNode nonce(Moment moment, Path path) {
        var nodes = JsonNodeFactory.instance;
        return switch (word(path, "hex")) {
            case "hex" -> nodes.textNode(moment.nonce());
            case "uuid" -> nodes.textNode(uuid(moment.nonce()));
            case "number" -> nodes.textNode(number(moment.nonce()));
            default -> Reference.absent();
        };
    }

    /** The random value as a version 4 UUID (RFC 9562 §5.4). */
    public static String uuid(String hex) {
        var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        var high = bytes.getLong() & ~0xF000L | 0x4000L;
        var low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** The random value as up to 18 decimal digits. */
    public static String number(String hex) {
        return new BigInteger(hex, 16).mod(BigInteger.TEN.pow(18)).toString();
    }

    private static String word(Path path, String bare) {
        return path.steps().isEmpty()
                ? bare
                : path.steps().size() == 1 && path.steps().getFirst() instanceof Path.Step.Key(var name) ? name : "";
    }
}
