package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** config-examples/sms-gateways as it stands, against gateways that compute each signature with code of their own and refuse all others. */
class SmsGatewaysTest {
    /** What stands in for every secret that a document takes from outside. */
    private static final String SECRET = "test";

    private final House house = new House();
    private UnaryOperator<String> spoiled = UnaryOperator.identity();

    @BeforeEach
    void takes_the_example_as_it_stands() throws Exception {
        var file = Path.of(
                System.getProperty("patchbay.root", "../.."), "config-examples", "sms-gateways", "gateways.yaml");
        house.answering(request -> request.url().startsWith("https://crm.") ? reply(201, "{}") : gateway(request))
                .load(Files.readString(file));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Reply gateway(Request request) {
        var signed = parts(request);
        return isGood(signed)
                ? reply(200, "{\"status\":\"0\",\"id\":\"m1\"}")
                : reply(200, "{\"status\":\"17\",\"reason\":\"bad signature\"}");
    }

    /** Query, form and headers of a request by name, as the gateway sees them on the wire. */
    private Map<String, String> parts(Request request) {
        var parts = new TreeMap<String, String>();
        request.headers()
                .forEach(header -> parts.put("header " + header.name().toLowerCase(Locale.ROOT), header.value()));
        var target = request.target();
        if (target.contains("?")) {
            pairs(target.substring(target.indexOf('?') + 1))
                    .forEach((name, value) -> parts.put("query " + name, value));
        }
        var body = new String(request.body(), StandardCharsets.UTF_8);
        if (body.startsWith("json=")) {
            pairs(body).forEach((name, value) -> parts.put("form " + name, value));
        }
        return parts;
    }

    private Map<String, String> pairs(String text) {
        return Arrays.stream(spoiled.apply(text).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static boolean isGood(Map<String, String> parts) {
        if (parts.containsKey("header sign")) {
            var time = parts.get("header timestamp");
            return isNow(Long.parseLong(time))
                    && parts.get("header sign").equals(DigestUtils.md5Hex("bDqJFiq9" + SECRET + time));
        }
        if (parts.containsKey("header authorization")) {
            var who = new String(Base64.getDecoder().decode(parts.get("header authorization")), StandardCharsets.UTF_8);
            var time = who.substring(who.indexOf(':') + 1);
            return who.startsWith("sid:")
                    && isNow(epoch(time, "yyyyMMddHHmmss"))
                    && parts.get("query sig")
                            .equals(DigestUtils.md5Hex("sid" + SECRET + time).toUpperCase(Locale.ROOT));
        }
        if (parts.containsKey("form sign")) {
            return parts.get("form sign").equals(DigestUtils.sha256Hex("key" + parts.get("form json") + SECRET));
        }
        return parts.containsKey("query sig") ? isSorted(parts) : hasBothEnds(parts);
    }

    private static boolean isSorted(Map<String, String> parts) {
        var text = new StringBuilder();
        parts.forEach((name, value) -> {
            if (name.startsWith("query ") && !name.equals("query sig")) {
                text.append('&')
                        .append(name.substring(6))
                        .append('=')
                        .append(value.replace('&', '_').replace('=', '_'));
            }
        });
        return isNow(Long.parseLong(parts.get("query timestamp")))
                && parts.get("query sig").equals(DigestUtils.md5Hex(text + SECRET));
    }

    private static boolean hasBothEnds(Map<String, String> parts) {
        var text = new StringBuilder(SECRET);
        parts.forEach((name, value) -> {
            if (name.startsWith("query ") && !name.equals("query sign")) {
                text.append(name.substring(6)).append(value);
            }
        });
        return isNow(epoch(parts.get("query timestamp"), "yyyy-MM-dd HH:mm:ss"))
                && parts.get("query sign")
                        .equals(DigestUtils.md5Hex(text + SECRET).toUpperCase(Locale.ROOT));
    }

    private static long epoch(String time, String pattern) {
        var format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
        return Instant.from(format.parse(time)).getEpochSecond();
    }

    private static boolean isNow(long seconds) {
        return Math.abs(Instant.now().getEpochSecond() - seconds) <= 60;
    }

    private Answer send(String callCentre, String text) {
        return house.fire(callCentre, "sms-send", "{\"smsId\":\"7\",\"to\":\"0901234567\",\"text\":\"" + text + "\"}");
    }

    private long notes() {
        return house.urls().stream()
                .filter(url -> url.contains("crm.acme.example"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CC-HEADER", "CC-SORTED", "CC-TWO-PLACES", "CC-BOTH-ENDS", "CC-JSON-IN-FORM"})
    void the_gateway_takes_what_is_signed_and_a_note_follows(String callCentre) {
        var sent = send(callCentre, "Xin chào 50% & hơn = tốt + nhé");

        assertThat(sent.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(notes()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CC-SORTED", "CC-BOTH-ENDS", "CC-JSON-IN-FORM"})
    void one_byte_changed_on_the_way_is_refused_and_leaves_no_note(String callCentre) {
        spoiled = text -> text.replace("Hello", "Hallo");

        var sent = send(callCentre, "Hello");

        assertThat(sent.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(notes()).isZero();
    }
}
