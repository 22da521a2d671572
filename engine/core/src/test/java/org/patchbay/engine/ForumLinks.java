package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.patchbay.definition.SecretNode;
import org.patchbay.flow.Tenant;

/** A forum whose sites are connected in tests. */
abstract class ForumLinks {
    static final String FORUM = """
        kind: Template
        name: forum
        type: Channel
        baseUrl: https://api.forum.example
        parameters:
          - { name: site }
          - { name: forumKey, secret: true, type: header, key: X-Forum-Key }
          - { name: webhookSecret, secret: true, generate: 40 }
          - { name: code, stored: false, required: false }
          - { name: accessToken, secret: true, type: query, filledBy: store }
        link:
          receives: { token: jwt }
          identity: { integrator.site: body.site }
        endpoints:
          - { name: whoAmI, type: GetData, trigger: auth-check, url: /me, parameters: [forumKey] }
          - name: createChannel
            type: PostData
            trigger: [link-create, link-reactivate]
            url: /channels
            parameters:
              - { name: creationToken, type: query, from: link.token.raw }
              - { name: code, type: body, from: integrator.code, required: false }
              - { name: uniqueName, type: body, from: integrator.site }
            result: { accessToken: token, id: id }
            store: { accessToken: accessToken }
          - { name: registerHook, type: PostData, trigger: link-create, after: createChannel, url: /hooks,
              parameters: [accessToken, { name: secret, type: body, from: integrator.webhookSecret }] }
          - { name: removeChannel, type: PostData, method: DELETE, trigger: link-remove, url: /channels, parameters: [accessToken] }
          - { name: post, type: PostData, trigger: asked, url: /tickets, parameters: [accessToken, { name: text, type: body }],
              outcomes: { 410: remove } }
        """;

    static final String DECLARED = """
        ---
        { kind: Integrator, name: written, template: forum, callcenterId: CC-1, fields: { site: a.test, forumKey: "${secret:k}" } }
        """;

    final House house = new House();

    @BeforeEach
    void loads_the_forum() {
        house.answering(request -> request.url().contains("/channels")
                ? House.reply(201, "{\"token\":\"T1\",\"id\":7}")
                : House.reply(200, "{}"));
        assertThat(house.load(FORUM + DECLARED)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes_the_house() {
        house.close();
    }

    static ObjectNode content(String site) {
        var content = JsonNodeFactory.instance.objectNode();
        content.put("template", "forum").put("callcenterId", "CC-1");
        content.putObject("fields")
                .put("site", site)
                .put("forumKey", "K-secret")
                .put("code", "once-only");
        return content;
    }

    static Wish wish(String site) {
        var link = JsonNodeFactory.instance.objectNode();
        link.putObject("token").set("raw", SecretNode.of("TEMPORARY"));
        return Wish.of(content(site)).telling(link);
    }

    Tenant made(String site) {
        return house.engine.links().make(wish(site)).integrator().orElseThrow();
    }

    Optional<Tenant> tenant(String name) {
        return house.engine.live().orElseThrow().tenant(name);
    }
}
