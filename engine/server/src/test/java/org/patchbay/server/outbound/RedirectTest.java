package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.patchbay.server.outbound.Outbound.MEBIBYTE;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.policy;
import static org.patchbay.server.outbound.Outbound.soon;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.Caller;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Pair;

/** Redirects and proxies lead nowhere that was not asked for (promise 27). */
class RedirectTest extends GuardedTransports {
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void nothing_goes_to_the_target_of_a_redirect_elsewhere(int status) {
        var policy = policy(List.of("127.0.0.1"), List.of("*"));
        var caller = new Caller(policy, transports.guarded(policy, MEBIBYTE));
        try (var partner = Partner.answering("HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + listener.url()
                + "/steal\r\nContent-Length: 0\r\n\r\n")) {
            var secret = new Pair("Authorization", "Bearer s3cret");

            var reply = caller.send(Outbound.request(Method.GET, partner.url(), "", secret), soon());

            assertThat(reply.status()).isEqualTo(status);
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void no_spelling_of_a_redirect_leads_elsewhere() {
        var policy = policy(List.of("127.0.0.1"), List.of("*"));
        var caller = new Caller(policy, transports.guarded(policy, MEBIBYTE));
        var place = "127.1.2.3:" + elsewhere.port();
        for (var location : List.of(
                "//" + place + "/",
                "///" + place + "/",
                "/\\" + place + "/",
                "\\\\" + place + "/",
                "http:/" + place + "/",
                "http:" + place + "/",
                "http:\\\\" + place + "/",
                "HTTP://" + place + "/",
                "https://" + place + "/",
                "http://127.0.0.1@" + place + "/",
                "http://127.0.0.1:80@" + place + "/",
                "http://127.0.0.1%00@" + place + "/",
                "http://127.0.0.1#@" + place + "/",
                "http://127.1.515:" + elsewhere.port() + "/",
                "http://[::ffff:127.1.2.3]:" + elsewhere.port() + "/",
                "\thttp://" + place + "/",
                "http://" + place + "/../..",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "gopher://" + place + "/")) {
            try (var partner = Partner.answering(
                    "HTTP/1.1 302 Elsewhere\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n")) {
                var secret = new Pair("Authorization", "Bearer s3cret");
                var _ = catchThrowable(
                        () -> caller.send(Outbound.request(Method.GET, partner.url(), "", secret), soon()));

                assertThat(partner.heard()).as(location).isNotEmpty();
                assertThat(elsewhere.connections()).as(location).isZero();
            }
        }
    }

    @Test
    void the_proxy_of_the_java_runtime_is_not_asked() {
        var before = Optional.ofNullable(System.getProperty("http.proxyHost"));
        System.setProperty("http.proxyHost", "127.1.2.3");
        System.setProperty("http.proxyPort", Integer.toString(elsewhere.port()));
        try {
            var transport = transports.guarded(policy(List.of("127.0.0.1"), List.of("*")), MEBIBYTE);

            transport.send(get(listener.url()), soon());

            assertThat(listener.connections()).isEqualTo(1);
            assertThat(elsewhere.connections()).isZero();
        } finally {
            System.clearProperty("http.proxyPort");
            before.ifPresentOrElse(
                    host -> System.setProperty("http.proxyHost", host), () -> System.clearProperty("http.proxyHost"));
        }
    }

    @Test
    void a_redirect_loop_ends() {
        var policy = policy(List.of("127.0.0.1"), List.of("*"));
        var caller = new Caller(policy, transports.guarded(policy, MEBIBYTE));
        try (var partner = Partner.answering("HTTP/1.1 302 Again\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")) {
            var reply = caller.send(get(partner.url()), soon());

            assertThat(reply.status()).isEqualTo(302);
            assertThat(partner.heard()).hasSize(6);
        }
    }
}
