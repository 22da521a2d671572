package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.mapping.Answers.VALUES;
import static org.patchbay.mapping.Answers.empty;
import static org.patchbay.mapping.Answers.json;
import static org.patchbay.mapping.Answers.typed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Reply;

class TokenReaderTest {
    private static Optional<TokenReply> read(String responseType, Reply reply) {
        return ReplySide.mapper("{responseType: " + responseType + "}").token(reply, VALUES);
    }

    private static Optional<String> token(String responseType, Reply reply) {
        return read(responseType, reply).map(TokenReply::token).map(Secret::reveal);
    }

    /** The reply of RFC 6749 §5.1. */
    @Test
    void reads_an_oauth_reply() {
        var reply = json(
                200,
                "{'access_token':'2YotnFZFEjr1zCsicMWpAA','token_type':'example','expires_in':3600,'refresh_token':'tGzv3JOkF0XG5Qx2TlKWIA','scope':'a b'}");

        var found = read(
                        "{token: 'access_token', expiresIn: 'expires_in', refreshToken: 'refresh_token', scope: 'scope'}",
                        reply)
                .orElseThrow();

        assertThat(found.token().reveal()).isEqualTo("2YotnFZFEjr1zCsicMWpAA");
        assertThat(found.refreshToken().map(Secret::reveal)).contains("tGzv3JOkF0XG5Qx2TlKWIA");
        assertThat(found.life()).contains(Duration.ofHours(1));
        assertThat(found.expiresAt()).isEmpty();
        assertThat(found.scope()).contains("a b");
        assertThat(found.toString()).doesNotContain("2Yotn").doesNotContain("tGzv");
    }

    @Test
    void a_bare_path_reads_json_whatever_the_content_type_says() {
        assertThat(token("'response.cookie'", typed(200, "text/plain", "{\"response\":{\"cookie\":\"c1\"}}")))
                .contains("c1");
        assertThat(token("'portals.0.auth_token'", json(200, "{'portals':[{'auth_token':12345678901234567890}]}")))
                .contains("12345678901234567890");
    }

    @Test
    void reads_forms_xml_text_headers_and_cookies() {
        assertThat(token(
                        "{format: 'form', token: 'access_token'}",
                        typed(200, "text/plain", "access_token=gho_a%2Bb&scope=")))
                .contains("gho_a+b");
        assertThat(token(
                        "{format: 'xml', token: 'login.token'}",
                        typed(200, "text/plain", "<login><token> t </token></login>")))
                .contains("t");
        assertThat(token("{format: 'text'}", typed(200, "application/json", " t0k3n\n")))
                .contains("t0k3n");
        assertThat(token("{format: 'header', token: 'X-Subject-Token'}", empty(201, "x-subject-token", "h1")))
                .contains("h1");
        assertThat(token("{format: 'cookie', token: 'JSESSIONID'}", empty(302, "Set-Cookie", "JSESSIONID=j1; Path=/")))
                .contains("j1");
    }

    @Test
    void what_belongs_to_a_token_in_a_header_is_read_from_the_body() {
        var found = read(
                "{format: 'header', token: 'X-Subject-Token', expiresAt: 'token.expires_at'}",
                json(201, "{'token':{'expires_at':'2026-01-02T03:04:05Z'}}", "X-Subject-Token", "h1"));

        assertThat(found.flatMap(TokenReply::expiresAt)).contains(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "'{\"t\":\"\"}'", "'{\"t\":null}'", "'{\"t\":{}}'", "'<html>'", "''"})
    void there_is_no_token_where_none_can_be_read(String body) {
        assertThat(token("'t'", typed(200, "application/json", body))).isEmpty();
    }

    @Test
    void without_a_response_type_there_is_no_token() {
        assertThat(ReplySide.mapper("{}").token(json(200, "{'access_token':'a'}"), VALUES))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3600,s,PT1H",
        "'\"3600\"',s,PT1H",
        "1500,ms,PT1.5S",
        "30,min,PT30M",
        "0.5,s,PT0.5S",
        "0,s,",
        "-1,s,",
        "'\"never\"',s,",
        "null,s,",
        "[],s,",
        "1e400,s,PT876000H"
    })
    void a_life_has_a_unit(String value, String unit, Duration life) {
        var found = read(
                "{token: 't', expiresIn: {path: 'e', unit: '" + unit + "'}}", json(200, "{'t':'a','e':" + value + "}"));

        assertThat(found.flatMap(TokenReply::life)).isEqualTo(Optional.ofNullable(life));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1767323045                        | 2026-01-02T03:04:05Z
            1767323045678                     | 2026-01-02T03:04:05.678Z
            '1767323045'                      | 2026-01-02T03:04:05Z
            '2026-01-02T10:04:05+07:00'       | 2026-01-02T03:04:05Z
            '2026-01-02T03:04:05'             | 2026-01-02T03:04:05Z
            '2026-01-02'                      | 2026-01-02T00:00:00Z
            'Fri, 02 Jan 2026 03:04:05 GMT'   | 2026-01-02T03:04:05Z
            'soon'                            |
            -1                                |
            true                              |
            """)
    void an_end_of_life_is_a_date_or_an_epoch(String value, Instant end) {
        var found = read("{token: 't', expiresAt: 'e'}", json(200, "{'t':'a','e':" + value + "}"));

        assertThat(found.flatMap(TokenReply::expiresAt)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void a_list_of_scopes_is_joined_by_spaces() {
        assertThat(read("{token: 't', scope: 's'}", json(200, "{'t':'a','s':['x','y']}"))
                        .flatMap(TokenReply::scope))
                .contains("x y");
    }
}
