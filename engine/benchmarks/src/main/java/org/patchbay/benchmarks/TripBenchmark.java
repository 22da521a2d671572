package org.patchbay.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbay.config.Loader;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Program;
import org.patchbay.format.Locality;
import org.patchbay.mapping.Mapper;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/** What a trip costs without its call: a request of about 490 bytes with an md5 signature is made, and three values of a reply are mapped. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TripBenchmark {
    private static final String TEMPLATE = """
            kind: Template
            name: bench-crm
            parameters:
              - { name: account, type: path }
              - { name: apiKey, type: header, key: X-Api-Key, secret: true }
              - { name: secret, secret: true }
              - { name: title }
              - { name: phone, type: query, from: body.phone }
              - { name: agent, type: query, from: body.agent }
              - { name: call, type: query, from: body.callId }
              - name: signature
                type: md5
                key: X-Signature
                of: "{{integrator.callcenterId}}:{{body.callId}}:{{body.phone}}:{{integrator.secret}}"
            endpoints:
              - name: saveLog
                type: PostData
                trigger: call-end
                url: /crm/{account}/calls
                parameters: [account, apiKey, phone, agent, call, signature]
                body:
                  account: { label: "{{integrator.title}}" }
                  call:
                    id: { $from: body.callId }
                    phone: { $from: body.phone }
                    agent: { $from: body.agent }
                    durationSec: { $from: body.durationSec }
                    note: { $from: body.note }
                  meta:
                    event: call-end
                    subject: "Call {{body.direction}} {{body.phone}} ({{body.durationSec}}s) by {{body.agent}}"
                result: { contactId: data.contact.id, name: data.contact.fullName, url: data.contact.links.web }
            """;
    private static final String BODY = """
            {"callId":"c-1","phone":"+84901234567","agent":"agent-1","durationSec":61,"direction":"inbound",
             "note":"Asked about invoice \\"INV-1\\"; will call back, cảm ơn"}""";
    private static final String REPLY = """
            {"data":{"contact":{"id":"C-104242","fullName":"Nguyễn Văn An","links":{"web":"https://crm.test/c/104242"},
             "emails":["an@acme.example"],"tags":["vip","retail"],"company":{"id":9,"name":"Acme"}}},"meta":{"took":3}}""";

    private final Plan plan = plan();
    private final Values values = values();
    private final Locality locality = new Locality(Optional.of("VN"), ZoneId.of("UTC"), Locale.ENGLISH);
    private final Reply reply = new Reply(
            200, List.of(new Pair("Content-Type", "application/json")), REPLY.getBytes(StandardCharsets.UTF_8));

    private static Plan plan() {
        var loaded = Loader.forTests().load(Map.of("bench.yaml", TEMPLATE));
        var problems = new Problems();
        var program = Program.compile(loaded.definitions().templates().getFirst(), Map.of(), problems);
        if (problems.refuse()) {
            throw new IllegalStateException(problems.sorted().toString());
        }
        return program.plans().get("saveLog");
    }

    private static Values values() {
        var integrator = JsonNodeFactory.instance
                .objectNode()
                .put("name", "acme")
                .put("callcenterId", "CC-1")
                .put("host", "crm.test")
                .put("account", "acct-1")
                .put("apiKey", "k-0123456789abcdef")
                .put("secret", "s-0123456789abcdef")
                .put("title", "Tenant 1 \"Retail\" Co., Ltd.");
        return Values.at(new Moment(Instant.EPOCH, "0".repeat(32)))
                .with(Root.INTEGRATOR, integrator)
                .with(Root.BODY, json(BODY))
                .with(Root.RUN, JsonNodeFactory.instance.objectNode());
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Resolve, render, sign and write the bytes. */
    @Benchmark
    public Trip.Prepared render() {
        return new Trip(plan, values, locality).prepare();
    }

    /** Read the reply and map three values. */
    @Benchmark
    public Mapper.Mapped map() {
        return plan.mapper().read(reply, Optional.empty(), values, locality);
    }
}
