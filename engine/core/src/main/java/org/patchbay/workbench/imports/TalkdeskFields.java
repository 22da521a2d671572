package org.patchbay.workbench.imports;

import static org.patchbay.workbench.imports.Draft.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the fields of an integration, which every request carries in {@code auth}.
 *
 * @param always parameters of every request
 * @param returned fields that the validation returns
 * @param samples values for the tests
 * @param once fields that are handed over once, with the validation
 */
record TalkdeskFields(
        Draft draft,
        ObjectNode integration,
        ArrayNode always,
        List<String> returned,
        ObjectNode samples,
        ArrayNode once) {
    /** The name of the token among the fields. */
    static final String TOKEN = "access_token";

    void write() {
        elements().forEach(this::field);
        var type = integration.path("authentication_type").asText("none");
        switch (type) {
            case "none", "custom" -> {}
            case "oauth2" -> token("authorization_code");
            case "oauth2_password" -> token("password");
            case "oauth2_client_credentials" -> token("client_credentials");
            default -> draft.note("the authentication type `" + type + "` is not known");
        }
    }

    /** A list of maps of one key each, or one map. */
    private Map<String, JsonNode> elements() {
        var elements = new LinkedHashMap<String, JsonNode>();
        var written = integration.path("authentication_configuration");
        if (written.isObject()) {
            written.properties().forEach(field -> elements.put(field.getKey(), field.getValue()));
        }
        written.forEach(element -> {
            if (written.isArray()) {
                element.properties().forEach(field -> elements.put(field.getKey(), field.getValue()));
            }
        });
        return elements;
    }

    /** Where a field comes from: what the validation returns, what OAuth gives, a fixed value, else a person. */
    private void field(String key, JsonNode about) {
        var name = Draft.fieldName(key);
        var fromValidation = about.path("source").asText().equals("auth_validation");
        var fromOauth = about.path("type").asText().equals("oauth");
        var parameter = object("name", name);
        text(about, "display", parameter, "label");
        parameter.put("type", "body").put("key", "auth." + key);
        if (Draft.isSecret(key) || fromOauth || fromValidation) {
            parameter.put("secret", true);
            draft.note("`" + key + "` was taken for a secret");
        }
        text(about, "help", parameter, "help");
        text(about, "format", parameter, "shownAs");
        fixed(key, about, parameter);
        var passing = about.path("store").isBoolean() && !about.path("store").asBoolean();
        if (passing) {
            parameter.put("stored", false);
        }
        if (fromValidation) {
            parameter.put("filledBy", "store").put("required", false);
            returned.add(name);
        } else if (passing
                || about.path("mandatory").isBoolean()
                        && !about.path("mandatory").asBoolean()) {
            parameter.put("required", false);
        }
        draft.parameters.add(parameter);
        (passing ? once : always).add(name);
        sample(name, about, fromValidation || passing);
    }

    private void sample(String name, JsonNode about, boolean givenOtherwise) {
        if (!givenOtherwise && !about.has("default")) {
            samples.put(name, "test-" + name.toLowerCase(Locale.ROOT));
        }
    }

    private void fixed(String key, JsonNode about, ObjectNode parameter) {
        if (about.has("default")) {
            parameter.set("default", about.get("default"));
        } else if (about.path("source").asText().equals("default")) {
            draft.note("`" + key + "` has the source default, and no default: tenants fill it in");
        }
    }

    private static void text(JsonNode about, String key, ObjectNode parameter, String ours) {
        if (about.path(key).isTextual() && !about.path(key).asText().isEmpty()) {
            parameter.put(ours, about.path(key).asText());
        }
    }

    /** The token of OAuth 2.0 travels as {@code auth.access_token}; a 401 of the bridge renews it and repeats the request. */
    private void token(String grant) {
        var about = integration.path("oauth2");
        var stem = draft.template.path("name").asText().toUpperCase(Locale.ROOT).replace('-', '_');
        if (!about.isObject()) {
            draft.note(
                    "the addresses of the authorization server are not in the JSON: write them into the endpoint `oauth`,"
                            + " or give them as `oauth2: { authorize_url, token_url, client_id, scopes }`");
        }
        var client = object("id", about.path("client_id").asText("${env:" + stem + "_CLIENT_ID}"));
        client.put("secret", "${env:" + stem + "_CLIENT_SECRET}");
        if (about.path("scopes").isArray()) {
            client.set("scopes", about.path("scopes"));
        }
        var login = object("name", draft.unique("oauth"), "type", "Auth", "grant", grant);
        if (grant.equals("authorization_code")) {
            login.put("authorizeUrl", about.path("authorize_url").asText("https://authorization.example/authorize"));
        }
        login.put("url", about.path("token_url").asText("https://authorization.example/token"));
        login.set("client", client);
        draft.endpoints.add(login);
        draft.parameters.add(object("name", TOKEN, "type", "body", "key", "auth." + TOKEN, "value", "{{auth.oauth}}"));
        always.add(TOKEN);
        samples.put(TOKEN, "A1");
    }
}
