package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.server.outbound.Outbound.failure;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.request;
import static org.patchbay.server.outbound.Outbound.soon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure.Kind;

class MicronautTransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Transport transport = Outbound.transport();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a%2Fb/c",
                "/%2B+%20/%C3%A0",
                "/a/../b/./c//d",
                "/%2e%2e/x",
                "/?q=%2B+%20&x=%C3%A0&y=%2F/",
                "/?",
                "/a?b?c=d",
                "/x;y=z?a=b&a=c&&=",
                "/:@!$&'()*,=~-._",
                "/%41%zz%",
                "/[x]{y}|z^`\\\"<>?[x]{y}|z^`\\\"<>",
                "/https://acme.example/x",
            })
    void sends_the_target_byte_by_byte(String target) {
        try (var partner = Partner.answering(OK)) {
            transport.send(get(partner.url() + target), soon());

            assertThat(partner.heard().getFirst().line()).isEqualTo("GET " + target + " HTTP/1.1");
        }
    }

    @Test
    void sends_headers_in_order_with_their_names_as_given() {
        try (var partner = Partner.answering(OK)) {
            transport.send(
                    request(
                            Method.POST,
                            partner.url(),
                            "{}",
                            new Pair("X-API-key", "a, b;c=\"d\""),
                            new Pair("content-TYPE", "application/json; charset=utf-8"),
                            new Pair("X-Twice", "1"),
                            new Pair("X-Twice", "2"),
                            new Pair("X-Empty", ""),
                            new Pair("X-Name", "Nguyễn Ánh")),
                    soon());

            assertThat(partner.heard().getFirst().headers())
                    .containsSubsequence(
                            "host: 127.0.0.1:" + partner.port(),
                            "X-API-key: a, b;c=\"d\"",
                            "content-TYPE: application/json; charset=utf-8",
                            "X-Twice: 1",
                            "X-Twice: 2",
                            "X-Empty: ",
                            "X-Name: " + latin1("Nguyễn Ánh"))
                    .contains(
                            "content-length: 2",
                            "connection: keep-alive",
                            "user-agent: Patchbay/1.2.3",
                            "accept-encoding: gzip")
                    .hasSize(11);
        }
    }

    @Test
    void leaves_a_given_user_agent_and_accepted_encoding_alone() {
        try (var partner = Partner.answering(OK)) {
            var request = request(
                    Method.GET,
                    partner.url(),
                    "",
                    new Pair("User-agent", "x/1"),
                    new Pair("ACCEPT-Encoding", "identity"));

            transport.send(request, soon());

            assertThat(partner.heard().getFirst().headers())
                    .contains("User-agent: x/1", "ACCEPT-Encoding: identity")
                    .noneMatch(header -> header.contains("Patchbay") || header.contains("gzip"));
        }
    }

    @Test
    void sends_every_byte_of_a_body() {
        var body = new byte[70_000];
        IntStream.range(0, body.length).forEach(i -> body[i] = (byte) (i * 31));
        try (var partner = Partner.answering(OK)) {
            var origin = Origin.of(URI.create(partner.url()));

            transport.send(new Request(Method.PUT, origin, "/", List.of(), body), soon());

            assertThat(partner.heard().getFirst().body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void sends_every_method(Method method) {
        try (var partner = Partner.answering(method == Method.HEAD ? "HTTP/1.1 204 No Content\r\n\r\n" : OK)) {
            transport.send(request(method, partner.url(), ""), soon());

            var heard = partner.heard().getFirst();
            assertThat(heard.line()).isEqualTo(method + " / HTTP/1.1");
            assertThat(heard.body()).isEmpty();
        }
    }

    @Test
    void sends_a_body_with_get_and_delete_too() {
        try (var partner = Partner.answering(OK)) {
            transport.send(request(Method.GET, partner.url(), "a"), soon());
            transport.send(request(Method.DELETE, partner.url(), "b"), soon());

            assertThat(partner.heard())
                    .extracting(heard -> new String(heard.body(), StandardCharsets.UTF_8))
                    .containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {200, 201, 203, 206, 299, 300, 301, 302, 307, 400, 401, 404, 409, 429, 499, 500, 503, 599, 600, 999})
    void brings_every_status_as_a_reply(int status) {
        try (var partner = Partner.answering(
                "HTTP/1.1 " + status + " Because\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nno")) {
            var reply = transport.send(get(partner.url()), soon());

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.body()).asString().isEqualTo("no");
            assertThat(partner.heard()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "204 No Content                     |",
                "304 Not Modified                   |",
                "304 Not Modified;Content-Length: 9 |",
                "200 OK;Content-Length: 0           |",
                "200 OK;Transfer-Encoding: chunked  | 0\\r\\n\\r\\n",
            })
    void brings_replies_without_a_body(String head, String body) {
        var bytes = "HTTP/1.1 " + head.strip().replace(";", "\r\n") + "\r\n\r\n"
                + (body == null ? "" : body.translateEscapes());
        try (var partner = Partner.answering(bytes)) {
            var first = transport.send(get(partner.url()), soon());
            var second = transport.send(get(partner.url()), soon());

            assertThat(first.body()).isEmpty();
            assertThat(second.status()).isEqualTo(first.status());
            assertThat(partner.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\\r\\n\\r\\nhello",
                "HTTP/1.1 200 OK\\r\\nConnection: close\\r\\n\\r\\nhello",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nhe\\r\\n3;x=y\\r\\nllo\\r\\n0\\r\\nX-Trailer: 1\\r\\n\\r\\n",
                "HTTP/1.1 200\\r\\nContent-Length: 5\\r\\n\\r\\nhello",
                "HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello",
            })
    void reads_replies_of_every_shape(String reply) {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            conversation.say(reply.translateEscapes());
        })) {
            assertThat(transport.send(get(partner.url()), soon()).body())
                    .asString()
                    .isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate"})
    void brings_compressed_replies_as_they_were_before(String encoding) throws IOException {
        var text = "Xin chào ".repeat(5_000);
        var compressed = compressed(encoding, text.getBytes(StandardCharsets.UTF_8));
        try (var partner = Partner.playing(conversation -> {
            while (conversation.hear()) {
                conversation.say("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: "
                        + compressed.length + "\r\n\r\n");
                conversation.say(compressed);
            }
        })) {
            assertThat(transport.send(get(partner.url()), soon()).body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(text);
        }
    }

    @Test
    void brings_headers_in_order_and_reads_utf8_in_them() {
        try (var partner = Partner.answering("HTTP/1.1 200 OK\r\nX-Name: " + latin1("Ánh")
                + "\r\nX-Old: \u00C1nh\r\nset-COOKIE: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n")) {
            var reply = transport.send(get(partner.url()), soon());

            assertThat(reply.headers())
                    .startsWith(
                            new Pair("X-Name", "Ánh"),
                            new Pair("X-Old", "Ánh"),
                            new Pair("set-COOKIE", "a=1"),
                            new Pair("Set-Cookie", "b=2"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\0b"})
    void refuses_a_header_that_would_become_two(String value) {
        try (var partner = Partner.answering(OK)) {
            var failure = failure(transport, request(Method.GET, partner.url(), "", new Pair("X-Note", value)), soon());

            assertThat(failure.kind()).isEqualTo(Kind.BLOCKED);
            assertThat(failure).hasMessageNotContaining("Evil");
            assertThat(partner.heard()).isEmpty();
        }
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static byte[] compressed(String encoding, byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var compressing = encoding.equals("deflate") ? new DeflaterOutputStream(out) : new GZIPOutputStream(out)) {
            compressing.write(bytes);
        }
        return out.toByteArray();
    }
}
