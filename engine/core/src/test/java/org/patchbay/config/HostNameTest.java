package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm",
                "crm.acme.example",
                "crm_2.acme.example:8443",
                "3com.example",
                "10.0.0.1:80",
                "[::1]:80",
                "[2001:db8::1]",
                "xn--bcher-kva.example"
            })
    void is_a_host(String text) {
        assertThat(HostName.isHost(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "127.1",
                "0177.0.0.1",
                "0x7f000001",
                "0x7f.0.0.1",
                "127.0.0.256",
                "acme.example.1",
                "127.0.0.1.",
                "crm.acme.example.",
                "１２７.0.0.1",
                "bücher.example",
                "[:::]",
                "[1.2.3.4]",
                "[1.2.3.4.5]",
                "[::1%lo]",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1\t",
                "a@b"
            })
    void what_is_never_called_is_no_host_in_a_document_either(String text) {
        assertThat(HostName.isHost(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bücher.example, xn--bcher-kva.example", "１２７.0.0.1, 127.0.0.1", "crm.acme.example., crm.acme.example"})
    void says_how_it_is_written(String text, String better) {
        assertThat(HostName.help(text)).isEqualTo("did you mean `" + better + "`?");
    }
}
