package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Egress;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;

class CallerTest {
    private static final Deadline DEADLINE = Deadline.in(Duration.ofSeconds(5));

    private final List<Request> sent = new ArrayList<>();
    private final ArrayDeque<Reply> replies = new ArrayDeque<>();
    private final Caller caller = new Caller(EgressPolicy.of(Egress.PUBLIC_HTTPS, new Problems()), (request, _) -> {
        sent.add(request);
        return replies.isEmpty() ? reply(200) : replies.remove();
    });

    @Test
    void sends_a_request_as_it_is() {
        var request = request(Method.POST, "https://acme.example/a%2Fb?x=%20+%C3%A0");

        var reply = caller.send(request, DEADLINE);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(sent).containsExactly(request);
    }

    @Test
    void sends_nothing_where_the_policy_forbids_it() {
        assertThatExceptionOfType(TransportFailure.class)
                .isThrownBy(() -> caller.send(request(Method.GET, "http://acme.example/?token=s3cret"), DEADLINE))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.BLOCKED))
                .withMessageContaining("egress.allowHttp")
                .withMessageNotContaining("s3cret");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "CONNECTION",
                "Keep-Alive",
                "Upgrade",
                "TE",
                "Trailer",
                "Expect",
                "Proxy-Authorization"
            })
    void refuses_headers_that_it_sets_itself(String name) {
        assertThat(blocked(with(new Pair(name, "s3cret"))))
                .contains("header '" + name + "'")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nX: 1", "a\0b", "a\u007fb", " a", "a ", "\ta"})
    void refuses_header_values_that_would_not_arrive(String value) {
        assertThat(blocked(with(new Pair("X-Note", value)))).contains("header 'X-Note'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "à", "a,b", "(a)"})
    void refuses_names_that_are_no_header_names(String name) {
        assertThat(blocked(with(new Pair(name, "x")))).contains("header name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//evil.example/",
                "https://evil.example/",
                "/a b",
                "/a\r\nX: 1",
                "/à",
                "/a#b",
                "/\0",
                "@evil.example/",
                "*"
            })
    void refuses_targets_that_would_not_arrive(String target) {
        assertThat(blocked(new Request(Method.GET, acme(), target, List.of(), new byte[0])))
                .contains("path or query");
    }

    @Test
    void lets_other_header_values_through() {
        var request = with(new Pair("X-Name", "Nguyễn\tÁnh"));

        caller.send(request, DEADLINE);

        assertThat(sent).containsExactly(request);
    }

    @ParameterizedTest
    @CsvSource({
        "301, GET,  /b,                           /b",
        "302, GET,  /b?c=%2F,                     /b?c=%2F",
        "303, GET,  https://acme.example/b,       /b",
        "307, GET,  https://ACME.example:443/b,   /b",
        "308, HEAD, b,                            /a/b",
        "302, GET,  ?x=1,                         /a/a?x=1",
        "302, GET,  ../b,                         /b",
        "302, GET,  //acme.example/b,             /b",
        "302, GET,  https://acme.example,         /",
        "302, GET,  /b#part,                      /b",
        "307, POST, /b,                           /b",
        "308, PUT,  /b,                           /b",
    })
    void follows_a_redirect_within_its_origin(int status, Method method, String location, String target) {
        replies.add(reply(status, location));
        var request = request(method, "https://acme.example/a/a?q=1");

        var reply = caller.send(request, DEADLINE);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(sent.getLast())
                .isEqualTo(new Request(method, request.origin(), target, request.headers(), request.body()));
    }

    @ParameterizedTest
    @CsvSource({
        "302, GET,  https://evil.example/b",
        "302, GET,  http://acme.example/b",
        "302, GET,  https://acme.example:8443/b",
        "302, GET,  //evil.example/b",
        "302, GET,  https://user@acme.example/b",
        "302, GET,  https://acme.example@evil.example/b",
        "302, GET,  https://acme.example.evil.example/b",
        "302, GET,  file:///etc/passwd",
        "302, GET,  javascript:alert(1)",
        "302, GET,  'http://[bad'",
        "302, GET,  '/a b'",
        "302, GET,  '/\\evil.example'",
        "302, GET,  '/à'",
        "301, POST, /b",
        "302, POST, /b",
        "303, POST, /b",
        "304, GET,  /b",
        "300, GET,  /b",
        "201, GET,  /b",
    })
    void brings_a_redirect_that_it_must_not_follow(int status, Method method, String location) {
        replies.add(reply(status, location));

        var reply = caller.send(request(method, "https://acme.example/a"), DEADLINE);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(sent).hasSize(1);
    }

    @Test
    void gives_up_after_five_redirects_and_brings_the_last() {
        for (int i = 0; i < 10; i++) {
            replies.add(reply(302, "/again"));
        }

        var reply = caller.send(request(Method.GET, "https://acme.example/again"), DEADLINE);

        assertThat(reply.status()).isEqualTo(302);
        assertThat(sent)
                .hasSize(6)
                .allSatisfy(request -> assertThat(request.origin()).isEqualTo(acme()));
    }

    private String blocked(Request request) {
        var failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                TransportFailure.class, () -> caller.send(request, DEADLINE));
        assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.BLOCKED);
        assertThat(sent).isEmpty();
        return failure.getMessage();
    }

    private static Origin acme() {
        return Origin.of(URI.create("https://acme.example"));
    }

    private static Request with(Pair header) {
        return new Request(Method.GET, acme(), "/", List.of(header), new byte[0]);
    }

    private static Request request(Method method, String url) {
        var uri = URI.create(url);
        var target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var body = method == Method.POST ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        return new Request(method, Origin.of(uri), target, List.of(new Pair("X-Api-Key", "s3cret")), body);
    }

    private static Reply reply(int status) {
        return new Reply(status, List.of(), new byte[0]);
    }

    private static Reply reply(int status, String location) {
        return new Reply(status, List.of(new Pair("location", location)), new byte[0]);
    }
}
