package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of which two servers might think that they end at different places (RFC 9112, section 11.2). */
class FramingTest {
    private static final String SECOND = "GET /health/liveness HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final Site SITE = Site.usual();
    private static String key = "";

    @BeforeAll
    static void makes_a_key() {
        key = SITE.secretKey("CC-1");
    }

    @AfterAll
    static void stops_the_server() {
        SITE.close();
    }

    private static String said(String header, String body) throws IOException {
        return answer("POST /api/v1/triggers/parcel-lost HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n" + body);
    }

    /** All that the server says until it closes the connection. */
    private static String answer(String request) throws IOException {
        var address = SITE.server().address();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding : chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Host: y\r\nContent-Length: 0",
            })
    void a_request_that_may_end_elsewhere_is_refused_and_nothing_is_read_behind_it(String header) throws IOException {
        var asked = SITE.crm.asked().size();

        var said = said(header, "0\r\n\r\n" + SECOND);

        assertThat(said).startsWith("HTTP/1.1 400 ").doesNotContain("\"status\":\"UP\"");
        assertThat(SITE.crm.asked()).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /info HTTP/1.1\r\n",
                "GET /info HTTP/1.1\r\nHost: a b\r\n",
                "GET /info HTTP/1.1\r\nHost: user@x\r\n",
                "GET /info HTTP/1.1\r\nHost: x/y\r\n",
                "GET /info HTTP/1.1\r\nHost: \"><script>\r\n",
                "GET /info HTTP/9.9\r\nHost: x\r\n"
            })
    void a_request_names_one_host_in_letters_of_a_host(String head) throws IOException {
        assertThat(answer(head + "\r\n" + SECOND)).contains(" 400 ").doesNotContain(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /info HTTP/1.0\r\n",
                "GET /info HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: close\r\n",
                "GET /info HTTP/1.1\r\nHost: under_score.example:80\r\nConnection: close\r\n",
                "GET /info HTTP/1.1\r\nHost:\r\nConnection: close\r\n"
            })
    void every_host_that_may_be_is_taken(String head) throws IOException {
        assertThat(answer(head + "\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "GETS", "FOO"})
    void a_method_is_told_apart_by_its_letters(String method) throws IOException {
        var alone = answer(method + " /info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        var behind = answer("GET /info HTTP/1.1\r\nHost: x\r\n\r\n" + method
                + " /health/liveness HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(alone).startsWith("HTTP/1.1 501 ").contains("/problems/method-unknown");
        assertThat(behind).doesNotContain("\"status\":\"UP\"");
    }

    @Test
    void of_two_keys_neither_is_looked_at() throws IOException {
        var said = said("Authorization: Bearer " + key + "\r\nContent-Length: 2\r\nConnection: close", "{}");

        assertThat(said).startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "2\n{}\n0\n\n", "2\r\n{}zz0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n"})
    void a_body_that_breaks_off_in_nonsense_is_not_taken_for_a_short_one(String body) throws IOException {
        var asked = SITE.crm.asked().size();

        assertThat(said("Transfer-Encoding: chunked", body + SECOND)).doesNotContain("HTTP/1.1 2", "\"status\":\"UP\"");
        assertThat(SITE.crm.asked()).hasSize(asked);
    }

    @Test
    void chunks_with_all_that_belongs_to_them_are_read() throws IOException {
        var said = said(
                "Transfer-Encoding: chunked\r\nConnection: close",
                "2;name=value\r\n{}\r\n0\r\nAuthorization: Bearer other\r\n\r\n");

        assertThat(said).startsWith("HTTP/1.1 20");
    }
}
