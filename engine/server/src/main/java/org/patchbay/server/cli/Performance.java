package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.server.cli.demo.Partners;
import org.patchbay.server.cli.demo.Partners.CallLog;

/** One inbound call and one SMS, played against pretend partners; finds everything that is not as it should be. */
final class Performance {
    private static final String CALL = "c-demo-1";
    private static final String NAME = "Nguyen Van An";
    private static final String CONTACT = "7";
    private static final String NUMBER = "+84901234567";
    private static final String TEXT = "Xin chào anh An, cảm ơn đã gọi: đơn hàng #31 đi được 50% đường & sẽ tới mai.";
    private static final long TALKED = 61;

    private final Partners partners;
    private final Softphone phone;
    private final Consumer<JsonNode> audience;
    private final List<String> wrong = new ArrayList<>();

    /** A performance; each execution is shown to the audience when it is over. */
    Performance(Demo demo, Consumer<JsonNode> audience) {
        this.partners = demo.partners();
        this.phone = new Softphone(demo.remote());
        this.audience = audience;
    }

    /** What was wrong, in sentences; empty when all was right. */
    List<String> play() {
        var start = fire("call-start", call());
        expect(
                "the card's title",
                NAME,
                start.path("iframe").path(0).path("title").asText());
        expect("the match", "one", start.path("match").asText());
        var connect = fire("call-connect", call());
        expect("what call-connect remembered", "logId", remembered(connect));
        fire("call-end", call().put("duration", TALKED));
        expect("the CRM's logs of the call", List.of(log()), partners.logs(CALL));
        fire("sms-send", Json.object().put("to", "0901234567").put("text", TEXT));
        texts();
        partners.opinions().stream()
                .filter(opinion -> !opinion.accepted())
                .forEach(opinion -> wrong.add("the pretend " + opinion.partner() + " refused " + opinion.request()
                        + ": " + opinion.sentence()));
        return List.copyOf(wrong);
    }

    private static ObjectNode call() {
        var call = Json.object().put("callId", CALL).put("phone", "0901234567").put("direction", "inbound");
        call.putObject("agent").put("id", "u7").put("email", "an@callcentre.example");
        return call;
    }

    private static CallLog log() {
        return new CallLog(CALL, "done", Optional.of(TALKED), Optional.of(CONTACT));
    }

    private void texts() {
        var texts = partners.texts();
        expect("the number of SMS", 1, texts.size());
        texts.forEach(text -> {
            expect("the number that the SMS went to", NUMBER, text.to());
            expect("the text of the SMS", TEXT, text.text());
            expect("the CRM's notes", List.of("SMS " + text.id() + ": " + TEXT), partners.notes());
        });
    }

    private JsonNode fire(String trigger, ObjectNode body) {
        var execution = phone.fire(trigger, body);
        audience.accept(execution);
        expect(
                "the outcome of " + trigger,
                "succeeded",
                execution.path("status").asText());
        return execution;
    }

    private static String remembered(JsonNode execution) {
        var names = new ArrayList<String>();
        execution
                .path("steps")
                .forEach(step -> step.path("remembered").fieldNames().forEachRemaining(names::add));
        return String.join(", ", names);
    }

    private void expect(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            wrong.add(what + " should be " + wanted + " and is " + found);
        }
    }
}
