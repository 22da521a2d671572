package org.patchbay.workbench.imports;

import static org.patchbay.workbench.imports.Draft.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Imports an integration of Talkdesk and its actions, as their JSON describes them: the engine is the platform that calls a bridge. */
public final class TalkdeskImport {
    private static final Map<String, String> OLD_NAMES = Map.of(
            "authentication_fields", "authentication_configuration",
            "auth_validation_url", "auth_validation_endpoint",
            "contact_synchronization_url", "contact_synchronization_endpoint",
            "agent_synchronization_url", "agent_synchronization_endpoint",
            "interaction_retrieval_url", "interaction_retrieval_endpoint",
            "interaction_update_endpoint", "interaction_retrieval_endpoint");
    private static final Set<String> KNOWN = Set.of(
            "name",
            "display_name",
            "description",
            "logo_url",
            "icon_url",
            "authentication_type",
            "authentication_configuration",
            "oauth2",
            "auth_validation_endpoint",
            "contact_synchronization_endpoint",
            "interaction_retrieval_endpoint",
            "agent_synchronization_endpoint",
            "interaction_types");
    private static final String VALIDATION = "auth_validation_endpoint";

    private final Draft draft;
    private final ObjectNode integration;
    private final ArrayNode always = JsonNodeFactory.instance.arrayNode();
    private final List<String> returned = new ArrayList<>();
    private final ObjectNode samples = JsonNodeFactory.instance.objectNode();
    private final ArrayNode once = JsonNodeFactory.instance.arrayNode();

    private TalkdeskImport(ObjectNode integration) {
        this.integration = integration;
        this.draft = new Draft(integration.path("name").asText(), "Helpdesk");
    }

    /**
     * The template of one integration.
     *
     * @param texts JSON objects, or Markdown pages with JSON in them: one integration, any number of actions
     * @throws Unreadable when there is no integration in them
     */
    public static Imported of(List<String> texts) {
        var blocks = texts.stream().flatMap(text -> Blocks.of(text).stream()).toList();
        var integrations = blocks.stream().filter(block -> !isAction(block)).toList();
        if (integrations.size() != 1) {
            throw new Unreadable(integrations.size() + " integrations in it; one was expected, beside its actions");
        }
        if (Stream.concat(KNOWN.stream(), OLD_NAMES.keySet().stream()).noneMatch(integrations.getFirst()::has)) {
            throw new Unreadable("the JSON object in it is no integration: it has none of `name`, `display_name`, …");
        }
        var actions = blocks.stream().filter(TalkdeskImport::isAction).toList();
        return new TalkdeskImport(integrations.getFirst().deepCopy()).with(actions);
    }

    private static boolean isAction(ObjectNode block) {
        return block.has("provider") || block.has("inputs");
    }

    private Imported with(List<ObjectNode> actions) {
        modernise();
        identity();
        new TalkdeskFields(draft, integration, always, returned, samples, once).write();
        if (!always.isEmpty()) {
            draft.template.set("defaults", object("parameters", always));
        }
        var features = new TalkdeskFeatures(draft, integration, sent());
        feature(VALIDATION, address -> features.validation(address, returned, once));
        feature("contact_synchronization_endpoint", features::contacts);
        feature("agent_synchronization_endpoint", features::agents);
        feature("interaction_retrieval_endpoint", features::interactions);
        actions.forEach(action -> action(features, action));
        draft.endpoints.forEach(endpoint -> elsewhere((ObjectNode) endpoint));
        return finished();
    }

    /** What all endpoints send goes to the template's own host only; a bridge on another one is named what it gets. */
    private void elsewhere(ObjectNode endpoint) {
        if (endpoint.path("url").asText().contains("://")
                && !endpoint.path("type").asText().equals("Auth")) {
            var own = endpoint.withArray("/parameters");
            always.forEach(own::add);
        }
    }

    private Imported finished() {
        var defaults = JsonNodeFactory.instance.objectNode();
        var token = samples.remove(TalkdeskFields.TOKEN);
        if (!samples.isEmpty()) {
            defaults.set("integrator", object("fields", samples));
        }
        if (token != null) {
            defaults.set("tokens", object("oauth", object("token", token)));
        }
        if (!defaults.isEmpty()) {
            draft.template.set("testDefaults", defaults);
        }
        return draft.imported();
    }

    /** What each request carries as {@code auth}, with the values of the tests. */
    private ObjectNode sent() {
        var sent = JsonNodeFactory.instance.objectNode();
        samples.properties().stream()
                .filter(field -> !returned.contains(field.getKey()))
                .forEach(field -> sent.set(wireName(field.getKey()), field.getValue()));
        return sent;
    }

    private String wireName(String field) {
        return draft.parameters
                .valueStream()
                .filter(parameter -> parameter.path("name").asText().equals(field))
                .map(parameter -> parameter.path("key").asText().replaceFirst("^auth\\.", ""))
                .findFirst()
                .orElse(field);
    }

    private void modernise() {
        OLD_NAMES.forEach((old, now) -> {
            if (integration.has(old)) {
                draft.note("`" + old + "` is an old name of `" + now + "`");
                integration.set(now, integration.remove(old));
            }
        });
        integration.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> draft.note("`" + key + "` was not mapped"));
    }

    private void identity() {
        var template = draft.template;
        text("display_name").ifPresent(text -> template.put("label", text));
        text("description").ifPresent(text -> template.put("description", text.replaceAll("\\s+", " ")));
        var branding = JsonNodeFactory.instance.objectNode();
        text("logo_url").ifPresent(url -> branding.put("logo", url));
        text("icon_url").ifPresent(url -> branding.put("icon", url));
        if (!branding.isEmpty()) {
            template.set("branding", branding);
        }
        if (integration.path("interaction_types").isArray()) {
            template.set("interactionTypes", integration.path("interaction_types"));
        }
        var missing = Stream.of("name", "display_name", "description", "logo_url", "icon_url")
                .filter(key -> text(key).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            draft.note("mandatory and missing: " + String.join(", ", missing));
        }
    }

    private interface Feature {
        void write(String address);
    }

    private void feature(String key, Feature feature) {
        text(key).ifPresent(feature::write);
    }

    private void action(TalkdeskFeatures features, ObjectNode action) {
        var provider = action.path("provider").asText();
        if (!provider.isEmpty() && !provider.equals(integration.path("name").asText())) {
            draft.note(
                    "the action `" + action.path("name").asText() + "` says that its provider is `" + provider + "`");
        }
        features.action(action);
    }

    private Optional<String> text(String key) {
        JsonNode value = integration.path(key);
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }
}
