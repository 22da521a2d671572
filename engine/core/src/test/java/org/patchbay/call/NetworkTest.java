package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16,  10.1.0.0,          true",
        "10.1.0.0/16,  10.1.255.255,      true",
        "10.1.0.0/16,  10.2.0.0,          false",
        "10.1.0.0/16,  10.0.255.255,      false",
        "10.1.2.3,     10.1.2.3,          true",
        "10.1.2.3,     10.1.2.4,          false",
        "0.0.0.0/0,    203.0.113.9,       true",
        "0.0.0.0/0,    ::1,               false",
        "172.16.0.0/12,172.31.255.255,    true",
        "172.16.0.0/12,172.32.0.0,        false",
        "fd00::/8,     fdff:1::2,         true",
        "fd00::/8,     fe00::1,           false",
        "2001:db8::/33,2001:db8:7fff::1,  true",
        "2001:db8::/33,2001:db8:8000::1,  false",
        "::1,          ::1,               true",
    })
    void contains_exactly_its_addresses(String network, String address, boolean contained) {
        assertThat(Network.of(network).contains(InetAddress.ofLiteral(address))).isEqualTo(contained);
    }

    @Test
    void counts_an_ipv4_address_inside_ipv6_as_ipv4() throws UnknownHostException {
        var mapped = Inet6Address.getByAddress("", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3}, -1);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(Network.of("10.1.0.0/16").contains(mapped)).isTrue();
        assertThat(Network.of("::/0").contains(mapped)).isFalse();
    }

    @Test
    void equals_by_its_block() {
        assertThat(Network.of("10.1.2.3/16"))
                .isEqualTo(Network.of("10.1.0.0/16"))
                .hasToString("10.1.0.0/16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.1/16",
                "10.1.0.0/33",
                "10.1.0.0/-1",
                "10.1.0.0/",
                "10.1.0.0/0x10",
                "pbx.example/16",
                "fd00::/129",
                "167837696",
                "0x0a.1.0.0/16"
            })
    void refuses_what_is_no_network(String text) {
        assertThatThrownBy(() -> Network.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("network");
    }
}
