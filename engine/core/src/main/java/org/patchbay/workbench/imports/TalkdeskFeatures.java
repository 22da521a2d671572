package org.patchbay.workbench.imports;

import static org.patchbay.workbench.imports.Draft.list;
import static org.patchbay.workbench.imports.Draft.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

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
        draft.endpoints.add(object(
                "name",
                name,
                "type",
                "GetData",
                "method",
                "POST",
                "trigger",
                "contacts-sync",
                "url",
                draft.url(address),
                "parameters",
                list(
                        meta("offset", "meta.offset", "sync.offset"),
                        meta("checkpoint", "meta.synchronization_checkpoint", "sync.checkpoint"),
                        meta("context", "meta.context", "sync.context")),
                "sync",
                object(
                        "every",
                        "15m",
                        "items",
                        "contacts.*",
                        "nextOffset",
                        "next_offset",
                        "checkpoint",
                        "synchronization_checkpoint",
                        "context",
                        "context")));
        test(
                "contacts come page by page, and the last checkpoint is kept",
                "contacts-sync",
                name,
                list(
                        object(
                                "json",
                                object("next_offset", "2", "contacts", list(object("id", "1", "name", "Jane Doe")))),
                        object(
                                "json",
                                object(
                                        "synchronization_checkpoint",
                                        "2012-12-01 11:21:00 UTC",
                                        "contacts",
                                        list(object("id", "2", "name", "Joe Bloggs"))))),
                object(
                        "requests",
                                object(
                                        name,
                                        list(
                                                object("body", first()),
                                                object("body", object("meta", object("offset", "2"))))),
                        "sync", object("checkpoint", "2012-12-01 11:21:00 UTC")));
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
        draft.endpoints.add(object(
                "name",
                name,
                "type",
                "GetData",
                "method",
                "POST",
                "trigger",
                "agents-sync",
                "url",
                draft.url(address),
                "parameters",
                list(meta("offset", "meta.offset", "sync.offset")),
                "sync",
                object("every", "1d", "items", "agents.*", "nextOffset", "next_offset")));
        test(
                "agents are kept by their ids, which become texts",
                "agents-sync",
                name,
                object(
                        "json",
                        object(
                                "agents",
                                list(object("id", 341231, "name", "John Doe", "email", "john@agent.example")))),
                object("sync", object("items", list(object("id", "341231", "name", "John Doe")))));
    }

    void interactions(String address) {
        var name = draft.endpointName(address, "interactions");
        draft.endpoints.add(object(
                "name",
                name,
                "type",
                "GetData",
                "method",
                "POST",
                "trigger",
                "contact-view",
                "url",
                draft.url(address),
                "parameters",
                list(
                        object(
                                "name",
                                "types",
                                "type",
                                "body",
                                "key",
                                "meta.interaction_types",
                                "from",
                                "integrator.interactionTypes"),
                        object("name", "data", "type", "body")),
                "result",
                object("interactions", "*")));
        var reply =
                list(object("id", "23", "subject", "Late parcel", "date", "2012-11-21 17:53:51 UTC", "type", "ticket"));
        var test = object(
                "name", "interactions are asked for when a contact is shown",
                "trigger", "contact-view",
                "body", object("data", object("contact_external_id", "1")),
                "stubs", object(name, object("json", reply)),
                "expect", object("result", object(name, object("interactions", reply))));
        if (integration.path("interaction_types").isArray()) {
            test.set("integrator", object("interactionTypes", integration.path("interaction_types")));
        }
        draft.tests.add(test);
    }

    void action(ObjectNode action) {
        var name = draft.unique(Draft.name(action.path("name").asText(), "action"));
        var inputs = JsonNodeFactory.instance.arrayNode();
        action.path("inputs").forEach(input -> inputs.add(input(input)));
        var endpoint = object(
                "name",
                name,
                "type",
                "PostData",
                "trigger",
                "action",
                "action",
                object("display", action.path("display").asText(name)),
                "url",
                draft.url(action.path("endpoint").asText()));
        if (action.path("description").isTextual()) {
            endpoint.withObject("/action").set("description", action.path("description"));
        }
        if (!inputs.isEmpty()) {
            endpoint.set("inputs", inputs);
        }
        endpoint.set(
                "parameters",
                list(
                        object("name", "meta", "type", "body", "from", "body.meta", "required", false),
                        object("name", "data", "type", "body", "from", "body.data", "required", false)));
        endpoint.set("successWhen", object("status", 201));
        endpoint.put("failureMessage", "message");
        var results = JsonNodeFactory.instance.objectNode();
        List.of("message", "external_id", "contact_external_id", "contact_external_type", "contact_external_url")
                .forEach(key -> results.put(key, key));
        endpoint.set("result", results);
        draft.endpoints.add(endpoint);
        actionTests(name, action.path("inputs"));
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
        draft.tests.add(object(
                "name",
                name + " sends what was entered, and the contact comes back",
                "trigger",
                "action",
                "endpoint",
                name,
                "body",
                object("data", data),
                "stubs",
                object(name, object("status", 201, "json", object("message", "done", "contact_external_id", "1"))),
                "expect",
                object(
                        "requests",
                        object(
                                name,
                                object(
                                        "body",
                                        sent.isEmpty() ? object("data", data) : object("auth", sent, "data", data))),
                        "result",
                        object(name, object("contact_external_id", "1")))));
        draft.tests.add(object(
                "name",
                name + " says why it was refused",
                "trigger",
                "action",
                "endpoint",
                name,
                "body",
                object("data", data),
                "stubs",
                object(name, object("status", 400, "json", object("message", "no such case"))),
                "expect",
                object("status", "failed", "error", object("endpoint", name, "message", "no such case"))));
        var needed = inputs.valueStream()
                .filter(input -> !input.path("mandatory").isBoolean()
                        || input.path("mandatory").asBoolean())
                .map(input -> input.path("key").asText())
                .collect(Collectors.toList());
        if (!needed.isEmpty()) {
            draft.tests.add(object(
                    "name",
                    name + " never leaves the house without what it needs",
                    "trigger",
                    "action",
                    "endpoint",
                    name,
                    "body",
                    object("data", object()),
                    "expect",
                    object("status", "rejected", "error", object("type", "missing-input"), "calls", list())));
        }
    }

    private void test(String name, String trigger, String endpoint, JsonNode stub, ObjectNode expect) {
        draft.tests.add(object("name", name, "trigger", trigger, "stubs", object(endpoint, stub), "expect", expect));
    }

    private static ObjectNode expected(String endpoint, ObjectNode body) {
        return object("requests", object(endpoint, object("body", body)));
    }
}
