package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Secret;
import org.patchbay.definition.Template;
import org.patchbay.spi.SecretSource;

/** Documents that are loaded in tests. */
final class LoadedDocuments {
    private LoadedDocuments() {}

    static final String CRM = """
        kind: Template
        name: acme-crm
        parameters:
          - { name: apiKey, type: header, key: X-Api-Key, secret: true }
          - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
          - { name: account, type: query, from: [call.account, body.account] }
        defaults:
          parameters: [apiKey, token]
          timeout: 3s
          retry: 2
          outcomes: { 401: reauth, 5xx: retry }
        endpoints:
          - { name: login, type: Auth, url: /login, responseType: access_token }
          - { name: find, type: GetData, trigger: getDataIframe, url: /contacts, outcomes: [{ when: { body.code: 7 }, is: ok }] }
          - { name: other, type: GetData, trigger: call-start, url: "https://other.example/x", timeout: 1s, parameters: [{ name: account, key: acc, value: fixed }] }
          - { name: send, type: SendSMS, trigger: sms-send, url: /sms, retry: { within: 5m } }
        """;

    static final String ACME = """
        kind: Integrator
        name: acme-hcm
        template: acme-crm
        callcenterId: CC-1
        fields: { apiKey: "${secret:key}" }
        """;

    static Loaded load(String... texts) {
        var documents = new TreeMap<String, String>();
        for (var text : texts) {
            documents.put("d" + documents.size() + ".yaml", text);
        }
        return new Loader(List.of(source("secret", true), source("env", false))).load(documents);
    }

    static SecretSource source(String word, boolean secret) {
        return new SecretSource() {
            @Override
            public String word() {
                return word;
            }

            @Override
            public Optional<Secret> find(String name) {
                return Optional.of(Secret.of(
                        switch (name) {
                            case "yaml" -> "a: [&x, {{b}}";
                            case "empty" -> "";
                            default -> word + "-" + name;
                        }));
            }

            @Override
            public boolean isSecret() {
                return secret;
            }
        };
    }

    static Template template(Loaded loaded) {
        assertThat(loaded.problems()).filteredOn(Problem::isError).isEmpty();
        return loaded.definitions().templates().getFirst();
    }

    static Endpoint endpoint(Loaded loaded, String name) {
        return template(loaded).endpoint(name).orElseThrow();
    }
}
