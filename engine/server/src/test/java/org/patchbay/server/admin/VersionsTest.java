package org.patchbay.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.server.http.Declined;

/** What {@code If-Match} means, and what it cannot mean. */
class VersionsTest {
    private static HttpRequest<?> request(String... tags) {
        var request = HttpRequest.POST("/", "");
        for (var tag : tags) {
            request.header("If-Match", tag);
        }
        return request;
    }

    @Test
    void one_number_is_the_revision_and_none_or_a_star_is_any() {
        assertThat(Versions.wanted(request("\"13\""))).contains(13L);
        assertThat(Versions.wanted(request("13"))).contains(13L);
        assertThat(Versions.wanted(request())).isEmpty();
        assertThat(Versions.wanted(request("*"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "W/\"13\"", "\"13\", \"14\"", "\"1\"3", "\"13", "*, \"13\"", "-1", "9999999999999999999", "x"
            })
    void what_is_not_one_number_is_refused(String tag) {
        assertThatThrownBy(() -> Versions.wanted(request(tag))).isInstanceOf(Declined.class);
    }

    @Test
    void of_two_headers_none_is_left_out() {
        assertThatThrownBy(() -> Versions.wanted(request("*", "\"13\""))).isInstanceOf(Declined.class);
        assertThatThrownBy(() -> Versions.wanted(request("\"13\"", "\"14\""))).isInstanceOf(Declined.class);
    }
}
