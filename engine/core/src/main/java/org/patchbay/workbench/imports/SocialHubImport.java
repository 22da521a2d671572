package org.patchbay.workbench.imports;

import static org.patchbay.workbench.imports.Draft.list;
import static org.patchbay.workbench.imports.Draft.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Imports a manifest of SocialHub: the engine is the platform that sends ticket actions to a channel's webhook, signed. */
public final class SocialHubImport {
    private static final Set<String> KNOWN =
            Set.of("name", "branding", "webhook", "inbox", "callbacks", "_id", "accountId");
    private static final Set<String> TYPES = Set.of("reply", "template_reply", "button", "delete");
    /** Of an action, with all below; what else it has is told. */
    private static final Set<String> MAPPED =
            Set.of("type", "id", "label", "options", "attachments", "config.timeout.duration");

    private static final Map<String, String> UNITS = Map.of("s", "s", "m", "m", "h", "h", "d", "d");
    private static final Pattern DURATION =
            Pattern.compile("\\s*([0-9]{1,6})\\s*(s|m|h|d)(?:ec|econd|in|inute|our|ay)?s?\\s*");

    private static final ObjectNode ATTACHED = object(
            "$when",
            object("body.data.attachment", "present"),
            "$then",
            list(object("url", object("$from", "body.data.attachment"))));

    private final ObjectNode manifest;
    private final Draft draft;

    private SocialHubImport(ObjectNode manifest) {
        this.manifest = manifest;
        this.draft = new Draft(manifest.path("name").asText("channel"), "Channel");
    }

    /**
     * The template of a manifest.
     *
     * @throws Unreadable when there is none
     */
    public static Imported of(String text) {
        var blocks = Blocks.of(text).stream()
                .map(block -> block.path("manifest") instanceof ObjectNode inner ? inner : block)
                .filter(block -> block.has("webhook") || block.has("inbox") || block.has("callbacks"))
                .toList();
        if (blocks.size() != 1) {
            throw new Unreadable(blocks.size() + " manifests in it; one was expected");
        }
        return new SocialHubImport(blocks.getFirst()).written();
    }

    private Imported written() {
        manifest.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> draft.note("`" + key + "` was not mapped"));
        if (manifest.path("name").isTextual()) {
            draft.template.set("label", manifest.path("name"));
        } else {
            draft.note("the manifest has no name: it gets one when it is promoted");
        }
        branding();
        var address = manifest.path("webhook").path("url").asText();
        if (address.isEmpty()) {
            draft.note("there is no webhook, so no action can be sent");
        } else {
            draft.parameters.add(object("name", "webhookSecret", "label", "Webhook secret", "secret", true));
            draft.note("the webhook's secret is not written: each integrator gives its own");
            draft.template.set(
                    "testDefaults",
                    object("integrator", object("name", "channel", "fields", object("webhookSecret", "s".repeat(32)))));
            manifest.path("inbox").path("ticketActions").forEach(action -> {
                if (TYPES.contains(action.path("type").asText())) {
                    action(draft.url(address), action);
                } else {
                    draft.note("`" + action.path("id").asText("an action") + "` was not mapped: `"
                            + action.path("type").asText() + "` is no type of action");
                }
            });
        }
        later();
        return draft.imported();
    }

    private void branding() {
        var branding = JsonNodeFactory.instance.objectNode();
        manifest.path("branding").properties().stream()
                .filter(entry -> Set.of("icon", "fallback", "color").contains(entry.getKey()))
                .forEach(entry -> branding.set(entry.getKey(), entry.getValue()));
        if (!branding.isEmpty()) {
            draft.template.set("branding", branding);
        }
    }

    /** What this version of the format's engine does not do by itself. */
    private void later() {
        for (var callback : List.of("channelCreation", "channelReactivation")) {
            var address = manifest.path("callbacks").path(callback).asText();
            if (!address.isEmpty()) {
                draft.note("`callbacks." + callback + "` was not mapped: send people to " + address
                        + " yourself, or write `link.sendTo` and a hook with `link: connect`");
            }
        }
        if (!manifest.path("inbox").path("rightSidebar").isEmpty()) {
            draft.note("`inbox.rightSidebar` was not mapped");
        }
    }

    private void action(String address, JsonNode action) {
        var type = action.path("type").asText();
        var id = action.path("id").asText();
        unmapped(action, "").forEach(path -> draft.note("`" + path + "` of `" + id + "` was not mapped"));
        var name = draft.unique(Draft.name(id, type.isEmpty() ? "action" : type));
        var endpoint = object("name", name, "type", "PostData", "trigger", "action");
        endpoint.set("action", object("display", display(action)));
        if (action.path("label").isObject()) {
            endpoint.set("label", action.path("label"));
        }
        endpoint.put("url", address);
        endpoint.set("inputs", inputs(type, action));
        timeout(action, endpoint);
        endpoint.set("sign", object("use", "socialhub", "with", object("secret", "{{integrator.webhookSecret}}")));
        endpoint.set("body", body(type, id));
        endpoint.set(
                "outcomes",
                list(object(
                        "when",
                        object("status", 200, "header.x-socialhub-challenge", object("not", "{{sign.challenge}}")),
                        "is",
                        "fail")));
        draft.endpoints.add(endpoint);
        test(name, type, id);
    }

    /** Paths of what an action has and the template will not have. */
    private static List<String> unmapped(JsonNode node, String path) {
        if (MAPPED.contains(path)) {
            return List.of();
        }
        return !node.isObject() || node.isEmpty() && !path.isEmpty()
                ? List.of(path)
                : node.properties().stream()
                        .flatMap(
                                entry -> unmapped(
                                        entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey())
                                        .stream())
                        .toList();
    }

    private static String display(JsonNode action) {
        var label = action.path("label");
        var text = label.isTextual()
                ? label.asText()
                : label.path("en").asText(action.path("id").asText());
        return text.toLowerCase(Locale.ROOT);
    }

    private static JsonNode inputs(String type, JsonNode action) {
        var inputs = list(
                object("name", "ticketId", "label", "Ticket"),
                object("name", "networkItemId", "label", "Network item"));
        switch (type) {
            case "reply" -> {
                inputs.add(object(
                        "name",
                        "text",
                        "label",
                        "Text",
                        "input",
                        "multiline",
                        "required",
                        !action.path("attachments").path("noText").isBoolean()));
                inputs.add(object("name", "followupId", "label", "Follow-up"));
                if (action.has("attachments")) {
                    inputs.add(object(
                            "name", "attachment", "label", "Address of a file", "input", "url", "required", false));
                }
                if (action.path("options").isArray() && !action.path("options").isEmpty()) {
                    var ids = list();
                    action.path("options").forEach(option -> ids.add(option.path("id")));
                    inputs.add(object("name", "option", "label", "Option", "options", ids, "required", false));
                }
            }
            case "template_reply" -> {
                inputs.add(object("name", "followupId", "label", "Follow-up"));
                inputs.add(object("name", "template", "label", "Template"));
            }
            default -> {}
        }
        return inputs;
    }

    private void timeout(JsonNode action, ObjectNode endpoint) {
        var written = action.path("config").path("timeout").path("duration").asText();
        var duration = DURATION.matcher(written);
        if (duration.matches()) {
            endpoint.withArray("/inputs").add(object("name", "createdTime", "label", "Created", "required", false));
            var limit = duration.group(1) + UNITS.get(duration.group(2));
            endpoint.set(
                    "when",
                    object(
                            "any",
                            list(
                                    object("body.data.createdTime", "absent"),
                                    object("body.data.createdTime", object("youngerThan", limit)))));
        } else if (!written.isEmpty()) {
            draft.note("the timeout `" + written + "` of `" + action.path("id").asText() + "` was not understood");
        }
    }

    private static ObjectNode body(String type, String id) {
        var payload = switch (type) {
            case "reply" ->
                object(
                        "text",
                        from("text"),
                        "followupId",
                        from("followupId"),
                        "option",
                        from("option"),
                        "attachments",
                        ATTACHED);
            case "template_reply" -> object("followupId", from("followupId"), "name", from("template"));
            default -> object();
        };
        var event = object(
                "ticketId",
                from("ticketId"),
                "networkItemId",
                from("networkItemId"),
                "type",
                type,
                "actionId",
                id,
                "payload",
                payload,
                "time",
                object("$from", "now.epochMillis"),
                "uuid",
                "{{nonce.uuid}}");
        return object("channelId", "{{integrator.name}}", "events", object("ticket_action", list(event)));
    }

    private static ObjectNode from(String name) {
        return object("$from", "body.data." + name);
    }

    private void test(String name, String type, String id) {
        var data = object("ticketId", "5cc1b08ad62ec72e8388cb47", "networkItemId", "question-1");
        switch (type) {
            case "reply" -> data.put("text", "Hello!").put("followupId", "f1");
            case "template_reply" -> data.put("followupId", "f1").put("template", "greeting");
            default -> {}
        }
        var event = object("ticketId", "5cc1b08ad62ec72e8388cb47", "type", type, "actionId", id);
        var events = object("ticket_action", list(event));
        var sent = object("body", object("channelId", "channel", "events", events));
        add(
                name,
                " reaches the webhook as one signed event",
                new Case(data, 500, object("requests", object(name, sent))));
        add(name, " is no success without the challenge", new Case(data, 200, object("status", "failed")));
    }

    /** What a test sends, what is answered, and what must come out. */
    private record Case(ObjectNode data, int status, ObjectNode expect) {}

    private void add(String endpoint, String sentence, Case one) {
        var test = object("name", endpoint + sentence, "trigger", "action", "endpoint", endpoint);
        test.set("body", object("data", one.data()));
        test.set("stubs", object(endpoint, object("status", one.status())));
        test.set("expect", one.expect());
        draft.tests.add(test);
    }
}
