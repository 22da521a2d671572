package org.patchbay.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.render.Rendering.BASE;
import static org.patchbay.render.Rendering.NODES;
import static org.patchbay.render.Rendering.VALUES;
import static org.patchbay.render.Rendering.compile;
import static org.patchbay.render.Rendering.problems;
import static org.patchbay.render.Rendering.text;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.wire.Wire;

/** Which address a request goes to, and that no value leads it elsewhere. */
class RendererAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://{{integrator.host}}, /calls, https://crm.test/calls",
        "https://{{integrator.host}}/v2/, /calls, https://crm.test/v2/calls",
        "https://api.test:8443/v2, /calls/{{param.id}}.json, https://api.test:8443/v2/calls/42.json",
        "http://{{integrator.host}}:81, /, http://crm.test:81/",
        "https://{{integrator.account}}.{{template.region}}.test, /x, https://acme.eu.test/x",
        "https://unused.test, https://api.test, https://api.test/",
        "https://unused.test, https://api.test/a b/ấ, https://api.test/a%20b/%E1%BA%A5",
        "https://unused.test, https://api.test/a%20b, https://api.test/a%20b",
        "https://unused.test, https://{{integrator.host}}/a?b=1, https://crm.test/a?b=1",
        "https://unused.test, {{integrator.chatUrl}}, https://chat.test:8443/in?room=a%20b",
        "{{integrator.chatUrl}}, /more, https://chat.test:8443/in/more?room=a%20b",
        "https://h.test, /q?cf_{{param.id}}={{body.phone}}&s=a+b%26c&&flag,"
                + " https://h.test/q?cf_42=%2B84901234567&s=a%20b%26c&flag=",
        "https://h.test, '/q?filter={\"a\":{{body.count}}}', https://h.test/q?filter=%7B%22a%22%3A7%7D",
        "https://h.test, /a{{body.missing?}}/b, https://h.test/a/b",
        "https://[2001:db8::1]:8443, /a, https://[2001:db8::1]:8443/a"
    })
    void url_and_base_url_make_the_address(String base, String url, String address) {
        assertThat(sent(base, "url: '" + url + "'").url()).isEqualTo(address);
    }

    @Test
    void path_parameters_fill_the_holes_by_key_or_name() {
        var renderer = compile(BASE, """
            url: /c/{contact}/t/{id}/{rest}?x={id}
            parameters:
              - { name: contactId, key: contact, type: path }
              - { name: id, type: path }
              - { name: rest, type: path, format: segments }
            """);

        var draft = renderer.render(
                List.of(
                        new Argument(
                                "contactId",
                                Optional.of(Place.PATH),
                                "contact",
                                text("a/b?"),
                                ListStyle.REPEAT,
                                "",
                                false),
                        Sample.argument(Place.PATH, "id", NODES.numberNode(7)),
                        Sample.argument(Place.PATH, "rest", text("d/e f.txt"))),
                Sample.values(VALUES));

        assertThat(Wire.target(draft)).isEqualTo("/c/a%2Fb%3F/t/7/d/e%20f.txt?x=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void a_path_parameter_cannot_change_the_path(String value) {
        var renderer = compile(BASE, "{ url: '/a/{id}/b', parameters: [{ name: id, type: path }] }");

        assertThatThrownBy(() ->
                        renderer.render(List.of(Sample.argument(Place.PATH, "id", text(value))), Sample.values(VALUES)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.failure().input()).hasValue("id"));
    }

    @Test
    void a_missing_path_parameter_is_refused_by_name() {
        var renderer = compile(BASE, "{ url: '/a/{id}', parameters: [{ name: id, type: path }] }");

        assertThatThrownBy(() -> renderer.render(List.of(), Sample.values(VALUES)))
                .hasMessage("`{id}` of the url has no value");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.test/x",
        "evil.test?",
        "evil.test#",
        "user@evil.test",
        "user:pw@evil.test",
        "evil.test:99999",
        "evil.test:",
        "'evil.test '",
        "evil .test",
        "evil\\.test",
        "..test",
        "''",
        "[::1",
        "[]",
        "münchen.test",
        "'evil.test\r\n'"
    })
    void a_host_that_is_no_host_is_refused(String host) {
        var renderer = compile(BASE, "url: /a");
        var values =
                Sample.values(VALUES).with(Root.INTEGRATOR, NODES.objectNode().put("host", host));

        assertThatThrownBy(() -> renderer.render(List.of(), values))
                .hasMessage("`{{integrator.host}}` gives no host name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chat.test",
                "ftp://chat.test",
                "//chat.test",
                "https://",
                "https://a@b.test",
                "https://a.test/#x",
                "https://a.test/?%zz",
                "javascript:alert(1)",
                "https:/a.test"
            })
    void an_address_that_is_none_is_refused(String url) {
        var renderer = compile(BASE, "url: '{{integrator.chatUrl}}'");
        var values =
                Sample.values(VALUES).with(Root.INTEGRATOR, NODES.objectNode().put("chatUrl", url));

        assertThatThrownBy(() -> renderer.render(List.of(), values))
                .hasMessage("`{{integrator.chatUrl}}` is no address such as https://host/path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.test/../b", "https://a.test//b", "https://a.test/%2e%2e/b"})
    void an_address_with_a_path_that_walks_is_refused_before_it_is_sent(String url) {
        var renderer = compile(BASE, "url: '{{integrator.chatUrl}}'");
        var values =
                Sample.values(VALUES).with(Root.INTEGRATOR, NODES.objectNode().put("chatUrl", url));

        assertThatThrownBy(() -> Wire.request(renderer.render(List.of(), values)))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://{{body.host}}/x; PB504",
                "https://a.{{param.id}}.test/x; PB504",
                "https://{{integrator.host}}:{{body.port}}/x; PB504",
                "https://{{#body.a}}{{integrator.host}}{{/body.a}}/x; PB504",
                "'{{body.url}}'; PB504",
                "'{{auth.login.instance}}'; PB504",
                "'{{integrator.a}}{{integrator.b}}'; PB502",
                "'{{integrator.host}}/x'; PB502",
                "calls; PB502",
                "https://user@a.test/; PB502",
                "https:///x; PB502",
                "ftp://a.test/x; PB505",
                "//evil.test/x; PB205",
                "/a/../b; PB205",
                "/a/%2E%2e; PB205",
                "/a#b; PB205",
                "/a?b=%zz; PB205",
                "/a?b=%7B%7Bbody.x%7D%7D; PB205",
                "/calls/{id}; PB310",
                "/{{body.x; PB601",
                "/{{bodi.x}}; PB602"
            })
    void a_url_that_cannot_be_is_found_at_load(String url, String code) {
        assertThat(problems(BASE, "url: '" + url.replace("'", "") + "'")).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://{{body.host}}", "https://a.test?x=1", "a.test"})
    void a_base_url_that_cannot_be_is_found_at_load(String base) {
        assertThat(problems(base, "url: /x")).isNotEmpty();
    }

    @Test
    void a_hole_that_the_signature_fills_is_left_for_it() {
        assertThat(compile(BASE, "{ url: '/{hash}', parameters: [{ name: hash, type: md5, in: path, of: x }] }")
                        .render(List.of(), Sample.values(VALUES))
                        .path())
                .isEqualTo("/{hash}");
        assertThat(problems(BASE, "{ url: '/{mac}', sign: { values: { mac: x }, carry: { path.mac: '{{mac}}' } } }"))
                .isEmpty();
    }

    private static Request sent(String base, String endpoint) {
        return Wire.request(compile(base, endpoint).render(List.of(), Sample.values(VALUES)));
    }
}
