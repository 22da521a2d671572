package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.server.outbound.Outbound.LOOPS;
import static org.patchbay.server.outbound.Outbound.MEBIBYTE;
import static org.patchbay.server.outbound.Outbound.THIS_MACHINE;
import static org.patchbay.server.outbound.Outbound.failure;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.in;
import static org.patchbay.server.outbound.Outbound.soon;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure.Kind;

class TlsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static Path keys;

    @BeforeAll
    static void makes_a_certificate_for_127_0_0_1() throws IOException, InterruptedException {
        keys = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "partner",
                        "-dname",
                        "CN=partner",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor()).isZero();
    }

    @Test
    void speaks_to_a_partner_whose_certificate_is_trusted() throws Exception {
        try (var partner = partner()) {
            var transport = trusting(keys);

            var first = transport.send(get(url(partner)), soon());
            transport.send(get(url(partner)), soon());

            assertThat(first.body()).asString().isEqualTo("ok");
            assertThat(partner.connections()).isEqualTo(1);
            assertThat(partner.heard()).hasSize(2);
        }
    }

    @Test
    void sends_nothing_to_a_partner_whose_certificate_nobody_knows() throws Exception {
        try (var partner = partner()) {
            var failure = failure(Outbound.transport(), get(url(partner)), soon());

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure).hasMessageContaining("no trusted TLS connection");
            assertThat(partner.heard()).isEmpty();
        }
    }

    @Test
    void says_that_a_partner_without_tls_speaks_none_and_shows_none_of_its_bytes() throws Exception {
        try (var partner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var answering = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = answering.submit(() -> {
                try (var heard = partner.accept()) {
                    heard.getInputStream().read();
                    heard.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    heard.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                return true;
            });

            var failure = failure(Outbound.transport(), get("https://127.0.0.1:" + partner.getLocalPort()), soon());

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure)
                    .hasMessageEndingWith(": no trusted TLS connection: what answers at that port does not speak TLS");
        }
    }

    @Test
    void sends_nothing_to_a_partner_whose_certificate_is_for_another_name() throws Exception {
        try (var partner = partner()) {
            var transport = trusting(keys);

            var failure = failure(transport, get("https://other.example:" + partner.port()), soon());

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure).hasMessageContaining("no trusted TLS connection");
            assertThat(partner.heard()).isEmpty();
        }
    }

    @Test
    void gives_up_at_the_deadline_on_a_partner_that_never_shakes_hands() {
        try (var partner = Partner.playing(Conversation::hang)) {
            var failure = failure(Outbound.transport(), get(url(partner)), in(300));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void says_that_nothing_was_sent_to_a_partner_that_speaks_no_tls() {
        try (var partner = Partner.playing(conversation -> {
            conversation.say(OK);
            conversation.hang();
        })) {
            var failure = failure(Outbound.transport(), get(url(partner)), soon());

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void says_that_nothing_was_sent_to_a_partner_that_hangs_up_in_the_handshake() {
        try (var partner = Partner.playing(Conversation::reset)) {
            assertThat(failure(Outbound.transport(), get(url(partner)), soon()).kind())
                    .isEqualTo(Kind.NOT_SENT);
        }
    }

    private static String url(Partner partner) {
        return "https://127.0.0.1:" + partner.port();
    }

    private static Partner partner() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        var server = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        return Partner.on(server, conversation -> {
            while (conversation.hear()) {
                conversation.say(OK);
            }
        });
    }

    /** Trusts what the Java runtime is told to trust, as an installation with certificates of its own does it. */
    private static Transport trusting(Path store) {
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            return new MicronautTransports(LOOPS, "1", _ -> List.of(InetAddress.ofLiteral("127.0.0.1")))
                    .guarded(THIS_MACHINE, MEBIBYTE);
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }
}
