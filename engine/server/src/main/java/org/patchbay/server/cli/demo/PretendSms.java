package org.patchbay.server.cli.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An SMS gateway with two doors, as the examples know them: {@code /v2/send} takes a signed form, {@code /v1} takes JSON. It computes
 * every signature again and looks at the bytes, not only at what they come to.
 */
final class PretendSms implements Partner {
    private static final Duration CLOCKS = Duration.ofMinutes(5);
    private static final List<String> FORM = List.of("account", "to", "text", "time");

    private final Map<String, String> secrets;
    private final InstantSource clock;
    private final List<Message> sent = new ArrayList<>();

    /** A gateway that knows these secrets by account. */
    PretendSms(Map<String, String> secrets, InstantSource clock) {
        this.secrets = Map.copyOf(secrets);
        this.clock = clock;
    }

    /** An SMS that went out. */
    record Message(String id, String to, String text) {}

    @Override
    public String name() {
        return "SMS";
    }

    synchronized List<Message> sent() {
        return List.copyOf(sent);
    }

    @Override
    public synchronized Answer answer(Received received) {
        List.of("authorization", "cookie", "x-api-key")
                .forEach(name -> received.header(name).ifPresent(_ -> {
                    throw new Rejection(400, "the header " + name + " is meant for somebody else");
                }));
        return switch (received.line()) {
            case "POST /v2/send" -> send(received);
            case "POST /v1/messages" -> message(received);
            case "GET /v1/balance" -> balance(received);
            default -> throw new Rejection(404, "there is no " + received.line());
        };
    }

    @Override
    public Answer refusal(Received received, Rejection rejection) {
        var body = received.path().startsWith("/v2")
                ? Bodies.object().put("code", 17).put("message", rejection.sentence())
                : Bodies.object().put("status", "refused").put("reason", rejection.sentence());
        return new Answer(200, body, rejection.sentence());
    }

    private Answer send(Received received) {
        var form = received.form();
        if (!List.copyOf(form.keySet()).equals(FORM)) {
            throw new Rejection(
                    422, "the form has " + String.join(", ", form.keySet()) + " and not " + String.join(", ", FORM));
        }
        if (!encoded(form).equals(received.body())) {
            throw new Rejection(422, "the form is not encoded as UTF-8 says: " + received.body());
        }
        var to = Phones.international(form.getOrDefault("to", ""));
        var time = time(form.getOrDefault("time", ""));
        var account = form.getOrDefault("account", "");
        signed(received.header("x-sign"), account + to + time + secret(account));
        var message = keep(to, form.getOrDefault("text", ""));
        return new Answer(200, Bodies.object().put("code", 0).put("id", message.id()), noticed(message));
    }

    private Answer message(Received received) {
        var body = received.json();
        var account = CrmBooks.required(body, "account");
        var to = Phones.digits(CrmBooks.required(body, "to"));
        CrmBooks.required(body, "brand");
        if (!body.path("unicode").asBoolean()) {
            throw new Rejection(422, "`unicode` is not true");
        }
        var time = time(received.header("x-time").orElse(""));
        signed(received.header("x-sign"), account + time + secret(account));
        var message = keep(to, CrmBooks.required(body, "text"));
        return new Answer(200, Bodies.object().put("status", "ok").put("messageId", message.id()), noticed(message));
    }

    private Answer balance(Received received) {
        var account = received.query().getOrDefault("account", "");
        signed(Optional.ofNullable(received.query().get("sign")), account + ":" + secret(account));
        return new Answer(200, Bodies.object().put("status", "ok").put("credit", 1200), "balance of " + account);
    }

    private static String noticed(Message message) {
        return message.id() + " to " + message.to() + ", signature computed again: “" + message.text() + "”";
    }

    private Message keep(String to, String text) {
        if (text.isEmpty()) {
            throw new Rejection(422, "there is no text");
        }
        var message = new Message("m-" + (sent.size() + 1), to, text);
        sent.add(message);
        return message;
    }

    private String secret(String account) {
        var secret = secrets.get(account);
        if (secret == null) {
            throw new Rejection(403, "there is no account `" + account + "`");
        }
        return secret;
    }

    private String time(String text) {
        if (!text.matches("[0-9]{10}")) {
            throw new Rejection(422, "`" + text + "` is no time in seconds since 1970");
        }
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(text)), clock.instant())
                .abs();
        if (apart.compareTo(CLOCKS) > 0) {
            throw new Rejection(422, "the time is " + apart.toMinutes() + " minutes from ours");
        }
        return text;
    }

    private static void signed(Optional<String> given, String over) {
        var sign = given.orElseThrow(() -> new Rejection(403, "there is no signature"));
        if (!sign.equals(Md5.hex(over))) {
            throw new Rejection(403, "the signature is " + sign + " and not the md5 of what was sent");
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
