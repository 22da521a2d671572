package org.patchbay.workbench.imports;

import static org.patchbay.workbench.imports.Draft.list;
import static org.patchbay.workbench.imports.Draft.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the features of an integration as endpoints with tests; what has no address is off.
 *
 * @param sent what each request of a test carries as {@code auth}
 */
record TalkdeskFeatures(Draft draft, ObjectNode integration, ObjectNode sent) {
    void validation(String address, List<String> returned, ArrayNode once) {
        var name = draft.endpointName(address, "auth_validation");
        var endpoint = object("name", name, "type", "PostData", "trigger", "auth-check", "url", draft.url(address));
        if (!once.isEmpty()) {
            endpoint.set("parameters", once);
        }
        endpoint.set("outcomes", object("401", "reauth"));
        if (!returned.isEmpty()) {
            var results = JsonNodeFactory.instance.objectNode();
            returned.forEach(field -> results.put(field, field));
            endpoint.set("result", results);
            endpoint.set("store", results.deepCopy());
        }
        draft.endpoints.add(endpoint);
        test(
                "what was entered is validated",
                "auth-check",
                name,
                object("status", 204),
                expected(name, sent.isEmpty() ? object() : object("auth", sent)));
        if (sent.has(TalkdeskFields.TOKEN)) {
            return;
        }
        test(
                "what the bridge refuses has to be entered again",
                "auth-check",
                name,
                object("status", 401),
                object("integrator", object("state", "reauth-required")));
    }

    void contacts(String address) {
        var name = draft.endpointName(address, "contact_sync");
        var meta = list(
                meta("offset", "meta.offset", "sync.offset"),
                meta("checkpoint", "meta.synchronization_checkpoint", "sync.checkpoint"),
                meta("context", "meta.context", "sync.context"));
        var sync = object("every", "15m", "items", "contacts.*", "nextOffset", "next_offset");
        sync.put("checkpoint", "synchronization_checkpoint").put("context", "context");
        var endpoint = synchronization(name, "contacts-sync", address);
        endpoint.set("parameters", meta);
        endpoint.set("sync", sync);
        var jane = list(object("id", "1", "name", "Jane Doe"));
        var joe = list(object("id", "2", "name", "Joe Bloggs"));
        var last = "2012-12-01 11:21:00 UTC";
        var pages = list(
                object("json", object("next_offset", "2", "contacts", jane)),
                object("json", object("synchronization_checkpoint", last, "contacts", joe)));
        var second = object("body", object("meta", object("offset", "2")));
        var expect = object("requests", object(name, list(object("body", first()), second)));
        expect.set("sync", object("checkpoint", last));
        test("contacts come page by page, and the last checkpoint is kept", "contacts-sync", name, pages, expect);
    }

    /** An endpoint that is asked by POST and only reads. */
    private ObjectNode synchronization(String name, String trigger, String address) {
        var endpoint = object("name", name, "type", "GetData", "method", "POST", "trigger", trigger);
        endpoint.put("url", draft.url(address));
        draft.endpoints.add(endpoint);
        return endpoint;
    }

    private ObjectNode first() {
        var body = sent.isEmpty() ? object() : object("auth", sent);
        return body.put("meta", "absent");
    }

    private static ObjectNode meta(String name, String key, String from) {
        return object("name", name, "type", "body", "key", key, "from", from, "required", false);
    }

    void agents(String address) {
        var name = draft.endpointName(address, "agent_sync");
        var endpoint = synchronization(name, "agents-sync", address);
        endpoint.set("parameters", list(meta("offset", "meta.offset", "sync.offset")));
        endpoint.set("sync", object("every", "1d", "items", "agents.*", "nextOffset", "next_offset"));
        var john = object("id", 341231, "name", "John Doe", "email", "john@agent.example");
        var kept = list(object("id", "341231", "name", "John Doe"));
        test(
                "agents are kept by their ids, which become texts",
                "agents-sync",
                name,
                object("json", object("agents", list(john))),
                object("sync", object("items", kept)));
    }

    void interactions(String address) {
        var name = draft.endpointName(address, "interactions");
        var endpoint = synchronization(name, "contact-view", address);
        var types = object("name", "types", "type", "body", "key", "meta.interaction_types");
        types.put("from", "integrator.interactionTypes");
        endpoint.set("parameters", list(types, object("name", "data", "type", "body")));
        endpoint.set("result", object("interactions", "*"));
        var ticket = object("id", "23", "subject", "Late parcel", "date", "2012-11-21 17:53:51 UTC", "type", "ticket");
        var test = object("name", "interactions are asked for when a contact is shown", "trigger", "contact-view");
        test.set("body", object("data", object("contact_external_id", "1")));
        test.set("stubs", object(name, object("json", list(ticket))));
        test.set("expect", object("result", object(name, object("interactions", list(ticket)))));
        if (integration.path("interaction_types").isArray()) {
            test.set("integrator", object("interactionTypes", integration.path("interaction_types")));
        }
        draft.tests.add(test);
    }

    void action(ObjectNode action) {
        var name = draft.unique(Draft.name(action.path("name").asText(), "action"));
        var inputs = JsonNodeFactory.instance.arrayNode();
        action.path("inputs").forEach(input -> inputs.add(input(input)));
        var endpoint = object("name", name, "type", "PostData", "trigger", "action");
        var offered = object("display", action.path("display").asText(name));
        if (action.path("description").isTextual()) {
            offered.set("description", action.path("description"));
        }
        endpoint.set("action", offered);
        endpoint.put("url", draft.url(action.path("endpoint").asText()));
        if (!inputs.isEmpty()) {
            endpoint.set("inputs", inputs);
        }
        endpoint.set("parameters", list(passed("meta"), passed("data")));
        endpoint.set("successWhen", object("status", 201));
        endpoint.put("failureMessage", "message");
        var results = JsonNodeFactory.instance.objectNode();
        List.of("message", "external_id", "contact_external_id", "contact_external_type", "contact_external_url")
                .forEach(key -> results.put(key, key));
        endpoint.set("result", results);
        draft.endpoints.add(endpoint);
        actionTests(name, action.path("inputs"));
    }

    private static ObjectNode passed(String key) {
        return object("name", key, "type", "body", "from", "body." + key, "required", false);
    }

    private static ObjectNode input(JsonNode input) {
        var written = object("name", input.path("key").asText());
        if (input.path("name").isTextual()) {
            written.set("label", input.path("name"));
        }
        if (input.path("mandatory").isBoolean() && !input.path("mandatory").asBoolean()) {
            written.put("required", false);
        }
        return written;
    }

    private void actionTests(String name, JsonNode inputs) {
        var data = JsonNodeFactory.instance.objectNode();
        inputs.forEach(input -> data.put(input.path("key").asText(), "test"));
        var done = object("status", 201, "json", object("message", "done", "contact_external_id", "1"));
        var body = sent.isEmpty() ? object("data", data) : object("auth", sent, "data", data);
        var expect = object("requests", object(name, object("body", body)));
        expect.set("result", object(name, object("contact_external_id", "1")));
        var sends = actionTest(name, " sends what was entered, and the contact comes back", data);
        sends.set("stubs", object(name, done));
        sends.set("expect", expect);
        var refuses = actionTest(name, " says why it was refused", data);
        refuses.set("stubs", object(name, object("status", 400, "json", object("message", "no such case"))));
        var error = object("endpoint", name, "message", "no such case");
        refuses.set("expect", object("status", "failed", "error", error));
        if (inputs.valueStream().anyMatch(TalkdeskFeatures::isNeeded)) {
            var missing = object("status", "rejected", "error", object("type", "missing-input"), "calls", list());
            actionTest(name, " never leaves the house without what it needs", object())
                    .set("expect", missing);
        }
    }

    private static boolean isNeeded(JsonNode input) {
        return !input.path("mandatory").isBoolean() || input.path("mandatory").asBoolean();
    }

    private ObjectNode actionTest(String endpoint, String sentence, ObjectNode data) {
        var test = object("name", endpoint + sentence, "trigger", "action", "endpoint", endpoint);
        test.set("body", object("data", data));
        draft.tests.add(test);
        return test;
    }

    private void test(String name, String trigger, String endpoint, JsonNode stub, ObjectNode expect) {
        draft.tests.add(object("name", name, "trigger", trigger, "stubs", object(endpoint, stub), "expect", expect));
    }

    private static ObjectNode expected(String endpoint, ObjectNode body) {
        return object("requests", object(endpoint, object("body", body)));
    }
}
