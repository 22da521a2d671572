package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.At;
import org.patchbay.definition.Egress;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Origin;

class EgressPolicyTest {
    private static final EgressPolicy PUBLIC = policy(List.of(), List.of(), List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example",
                "https://acme.example:8443",
                "https://acme.example.",
                "https://8.8.8.8",
                "https://[2606:4700::1]",
                "https://1.acme.example",
                "https://0xcafe.example"
            })
    void lets_public_https_through(String url) {
        assertThat(PUBLIC.refuses(origin(url))).isEmpty();
    }

    @Test
    void refuses_http_unless_the_host_is_allowed_to_speak_it() {
        var policy = policy(List.of(), List.of("pbx.example", "*.lan.example"), List.of(), List.of());

        assertThat(PUBLIC.refuses(origin("http://pbx.example:8080")))
                .hasValue(
                        "'http://pbx.example:8080' is not encrypted: use https, or add 'pbx.example' to egress.allowHttp");
        assertThat(policy.refuses(origin("http://pbx.example:8080"))).isEmpty();
        assertThat(policy.refuses(origin("http://a.lan.example"))).isEmpty();
        assertThat(policy.refuses(origin("http://other.example"))).isPresent();
    }

    @Test
    void refuses_other_schemes() {
        assertThat(PUBLIC.refuses(new Origin("ftp", "acme.example", 21)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("only https"));
    }

    @Test
    void refuses_a_denied_host_even_if_it_is_allowed() {
        var policy = policy(List.of(), List.of(), List.of("*.acme.example"), List.of("old.acme.example"));

        assertThat(policy.refuses(origin("https://new.acme.example"))).isEmpty();
        assertThat(policy.refuses(origin("https://OLD.acme.example.")))
                .hasValue("host 'old.acme.example.' may not be called: it is in egress.denyHosts");
        assertThat(policy.refuses(origin("https://other.example")))
                .hasValue("host 'other.example' may not be called: add it to egress.allowHosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.1.",
                "0",
                "1.2.3",
                "256.1.1.1",
                "1.1.1.1.1",
                "127.0.0.0x1",
                "[::1",
                "[1.2.3.4]x",
                "a b",
                "",
                ".",
                "127。0。0。1",
                "evil@acme.example",
                "acme.example/x",
                "a\r\nb"
            })
    void refuses_hosts_that_systems_read_differently(String host) {
        assertThat(PUBLIC.refuses(new Origin("https", host, 443))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1",
        "8000::1",
    })
    void refuses_every_address_that_is_not_public(String text) {
        var address = InetAddress.ofLiteral(text);

        assertThat(PUBLIC.refuses("acme.example", address))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("host 'acme.example' stands for")
                        .contains("egress.allowPrivate"));
        var host = text.contains(":") ? "[" + text + "]" : text;
        assertThat(PUBLIC.refuses(new Origin("https", host, 443))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700::1111",
                "2a00:1450::1",
                "3ffe::1"
            })
    void lets_public_addresses_through(String text) {
        assertThat(PUBLIC.refuses("acme.example", InetAddress.ofLiteral(text))).isEmpty();
    }

    @Test
    void a_network_opens_its_addresses_whatever_the_host() {
        var policy = policy(List.of("10.1.0.0/16", "169.254.7.7", "fd00::/8"), List.of(), List.of(), List.of());

        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("10.1.2.3")))
                .isEmpty();
        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("169.254.7.7")))
                .isEmpty();
        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("fd12::1")))
                .isEmpty();
        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("10.2.0.1")))
                .hasValue(
                        "host 'a.example' stands for 10.2.0.1, which is not public (private): to call it, add 'a.example' or the network to egress.allowPrivate");
        assertThat(policy.refuses(origin("https://10.2.0.1")))
                .hasValue(
                        "address 10.2.0.1 is not public (private): to call it, add the network to egress.allowPrivate");
    }

    @Test
    void a_host_opens_private_addresses_but_not_where_cloud_machines_keep_secrets() {
        var policy = policy(List.of("pbx.example"), List.of(), List.of(), List.of());

        assertThat(policy.refuses("pbx.example", InetAddress.ofLiteral("192.168.1.9")))
                .isEmpty();
        assertThat(policy.refuses("pbx.example", InetAddress.ofLiteral("127.0.0.1")))
                .isEmpty();
        assertThat(policy.refuses("pbx.example", InetAddress.ofLiteral("169.254.169.254")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("add the network to egress.allowPrivate"));
        assertThat(policy.refuses("other.example", InetAddress.ofLiteral("192.168.1.9")))
                .isPresent();
    }

    @Test
    void a_denied_address_is_called_neither_in_another_form_nor_by_a_name_that_stands_for_it() {
        var policy = policy(
                List.of("10.0.0.0/8", "*.example"),
                List.of(),
                List.of(),
                List.of("10.0.0.5", "10.9.0.0/16", "8.8.8.8"));

        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("10.0.0.5")))
                .hasValue("host 'a.example' stands for 10.0.0.5, which may not be called: it is in egress.denyHosts");
        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("10.9.255.255")))
                .isPresent();
        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("10.0.0.6")))
                .isEmpty();
        assertThat(policy.refuses("a.example", InetAddress.ofLiteral("10.10.0.0")))
                .isEmpty();
        assertThat(policy.refuses(origin("https://8.8.8.8")))
                .hasValue("address 8.8.8.8 may not be called: it is in egress.denyHosts");
        assertThat(policy.refuses(origin("https://[::ffff:8.8.8.8]"))).isPresent();
        assertThat(policy.refuses(origin("https://[::ffff:808:808]"))).isPresent();
        assertThat(policy.refuses(origin("https://8.8.4.4"))).isEmpty();
    }

    @Test
    void one_address_that_is_allowed_opens_no_other() {
        var policy = policy(List.of("10.0.0.1", "192.168.4.0/22"), List.of(), List.of(), List.of());

        assertThat(policy.refuses(origin("https://10.0.0.1"))).isEmpty();
        for (var other : List.of("10.0.0.0", "10.0.0.2", "192.168.3.255", "192.168.8.0")) {
            assertThat(policy.refuses(origin("https://" + other))).as(other).isPresent();
        }
        for (var inside : List.of("192.168.4.0", "192.168.7.255")) {
            assertThat(policy.refuses(origin("https://" + inside))).as(inside).isEmpty();
        }
    }

    @Test
    void reports_every_entry_that_cannot_be_read() {
        var problems = new Problems();

        var policy = EgressPolicy.of(
                new Egress(
                        At.NOWHERE,
                        List.of("10.1.0.0/99", "pbx.example"),
                        List.of("http://x"),
                        List.of(),
                        List.of("*x")),
                problems);

        assertThat(problems.sorted()).extracting("code").containsOnly("PB205").hasSize(3);
        assertThat(policy.privateHosts()).containsExactly(new HostPattern("pbx.example"));
    }

    @Test
    void equals_by_what_it_says() {
        assertThat(policy(List.of("10.1.0.0/16", "a.example"), List.of(), List.of(), List.of()))
                .isEqualTo(policy(List.of("10.1.9.9/16", "A.example"), List.of(), List.of(), List.of()));
    }

    private static Origin origin(String url) {
        return Origin.of(URI.create(url));
    }

    private static EgressPolicy policy(
            List<String> allowPrivate, List<String> allowHttp, List<String> allow, List<String> deny) {
        var problems = new Problems();
        var policy = EgressPolicy.of(new Egress(At.NOWHERE, allowPrivate, allowHttp, allow, deny), problems);
        assertThat(problems.sorted()).isEmpty();
        return policy;
    }
}
