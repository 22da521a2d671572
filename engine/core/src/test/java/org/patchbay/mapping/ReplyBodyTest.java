package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.chance.Chance;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.exchange.Reply;

class ReplyBodyTest {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static JsonNode read(String contentType, byte[] bytes) {
        return read(contentType, bytes, ResponseFormat.AUTO);
    }

    private static JsonNode read(String contentType, byte[] bytes, ResponseFormat format) {
        var body = ReplyBody.of(Optional.of(contentType), bytes, format);
        assertThat(body).isInstanceOf(ReplyBody.Read.class);
        return ((ReplyBody.Read) body).tree();
    }

    private static JsonNode read(String contentType, String text) {
        return read(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(String contentType, byte[] bytes) {
        var body = ReplyBody.of(Optional.of(contentType), bytes, ResponseFormat.AUTO);
        assertThat(body).isInstanceOf(ReplyBody.Unreadable.class);
        return ((ReplyBody.Unreadable) body).why();
    }

    private static String refused(String contentType, String text) {
        return refused(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] marked(String text) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(MARK);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/problem+json",
                "application/vnd.acme.v2+json;charset=\"UTF-8\"",
                "text/json",
                "text/html; charset=utf-8",
                "text/plain",
                "application/octet-stream",
                ""
            })
    void a_json_object_is_read_under_whatever_name_it_comes(String contentType) {
        assertThat(read(contentType, "{\"a\":1}").path("a").intValue()).isEqualTo(1);
    }

    @Test
    void a_text_that_begins_like_json_but_is_not_stays_text() {
        assertThat(read("text/plain", "[OK] sent").textValue()).isEqualTo("[OK] sent");
        assertThat(read("text/plain", "12").textValue()).isEqualTo("12");
    }

    @Test
    void a_declared_format_wins_over_the_content_type() {
        var bytes = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(read("application/json", bytes, ResponseFormat.TEXT).textValue())
                .isEqualTo("{\"a\":1}");
        assertThat(read("application/json", bytes, ResponseFormat.EMPTY).isMissingNode())
                .isTrue();
        assertThat(read("image/png", bytes, ResponseFormat.JSON).path("a").intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"204", "205", "304"})
    void a_status_without_a_body_has_none_whatever_bytes_came(int status) {
        var reply = new Reply(status, List.of(), "garbage".getBytes(StandardCharsets.UTF_8));

        assertThat(ReplyBody.of(reply, ResponseFormat.JSON))
                .isEqualTo(ReplyBody.of(Optional.empty(), new byte[0], ResponseFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void an_empty_body_is_no_error(String text) {
        assertThat(read("application/json", text).isMissingNode()).isTrue();
        assertThat(read("application/xml", text).isMissingNode()).isTrue();
        assertThat(read("text/csv", text).isMissingNode()).isTrue();
    }

    @Test
    void numbers_keep_all_their_digits() {
        var json = read(
                "application/json",
                "{\"id\":12345678901234567890123,\"big\":9007199254740993,\"price\":1.10,\"tiny\":1e-7,\"many\":0.1234567890123456789012345}");

        assertThat(json.path("id").bigIntegerValue()).isEqualTo("12345678901234567890123");
        assertThat(json.path("big").asText()).isEqualTo("9007199254740993");
        assertThat(json.path("price").decimalValue()).isEqualTo(new BigDecimal("1.10"));
        assertThat(json.path("tiny").decimalValue()).isEqualByComparingTo("0.0000001");
        assertThat(json.path("many").decimalValue()).isEqualTo("0.1234567890123456789012345");
    }

    /** Names of cases as in github nst/JSONTestSuite, test_parsing: y_ must be accepted. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            y_array_arraysWithSpaces          | [[]   ]
            y_array_heterogeneous             | [null, 1, "1", {}]
            y_number_0e_plus_1                | [0e+1]
            y_number_negative_zero            | [-0]
            y_number_real_capital_e           | [1E22]
            y_object_duplicated_key           | {"a":"b","a":"c"}
            y_object_duplicated_key_and_value | {"a":"b","a":"b"}
            y_object_empty_key                | {"":0}
            y_object_escaped_null_in_key      | {"foo\\u0000bar": 42}
            y_string_accepted_surrogate_pair  | ["\\uD801\\udc37"]
            y_string_in_array                 | ["asd"]
            y_structure_lonely_false          | false
            y_structure_lonely_int            | 42
            y_structure_lonely_string         | "asd"
            y_structure_trailing_newline      | ` ["a"]
             `
            """)
    void accepts_json(String name, String text) {
        assertThat(read("application/json", text).isMissingNode()).as(name).isFalse();
    }

    /** Names of cases as in github nst/JSONTestSuite, test_parsing: n_ must be refused. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            n_array_1_true_without_comma       | [1 true]
            n_array_comma_after_close          | [""],
            n_array_extra_close                | ["x"]]
            n_array_extra_comma                | ["",]
            n_array_incomplete                 | ["x"
            n_array_unclosed_trailing_comma    | [1,
            n_incomplete_true                  | [tru]
            n_number_+1                        | [+1]
            n_number_-01                       | [-01]
            n_number_-2.                       | [-2.]
            n_number_.-1                       | [.-1]
            n_number_0.e1                      | [0.e1]
            n_number_hex_1_digit               | [0x1]
            n_number_infinity                  | [Infinity]
            n_number_NaN                       | [NaN]
            n_number_with_leading_zero         | [012]
            n_object_bad_value                 | ["x", truth]
            n_object_missing_colon             | {"a" b}
            n_object_single_quote              | {'a':0}
            n_object_trailing_comma            | {"id":0,}
            n_object_trailing_comment          | {"a":"b"}/**/
            n_object_two_commas_in_a_row       | {"a":"b",,"c":"d"}
            n_object_unquoted_key              | {a: "b"}
            n_object_with_trailing_garbage     | {"a":"b"} #
            n_single_space_like                | x
            n_string_1_surrogate_then_escape_u | ["\\uD800\\u"]
            n_string_escape_x                  | ["\\x00"]
            n_string_unescaped_tab             | `["	"]`
            n_structure_double_array           | [][]
            n_structure_no_data_but_brace      | {
            n_structure_capitalized_True       | [True]
            n_structure_close_unopened_array   | 1]
            n_structure_html                   | <html></html>
            """)
    void refuses_what_is_not_json(String name, String text) {
        assertThat(refused("application/json", text)).as(name).startsWith("not JSON");
    }

    @Test
    void of_a_repeated_key_the_last_value_counts() {
        assertThat(read("application/json", "{\"a\":1,\"a\":2}").path("a").intValue())
                .isEqualTo(2);
    }

    @Test
    void says_where_json_breaks_but_not_what_it_says() {
        assertThat(refused("application/json", "{\n  \"secret\": s3cret}")).isEqualTo("not JSON (line 2, column 13)");
    }

    @Test
    void takes_200_levels_of_json_and_refuses_201() {
        assertThat(read("application/json", "[".repeat(200) + "]".repeat(200)).isArray())
                .isTrue();
        assertThat(refused("application/json", "[".repeat(201) + "]".repeat(201)))
                .startsWith("not JSON");
        assertThat(refused("application/json", "{\"a\":".repeat(100_000))).startsWith("not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1E99999", "1e2147483648"})
    void refuses_a_number_that_would_be_enormous_when_written_out(String number) {
        assertThat(refused("application/json", "[" + number + "]")).startsWith("not ");
    }

    @Test
    void refuses_a_number_of_more_than_a_thousand_digits() {
        assertThat(refused("application/json", "1".repeat(1_001))).startsWith("not JSON");
        assertThat(read("application/json", "1".repeat(1_000)).bigIntegerValue())
                .isEqualTo("1".repeat(1_000));
    }

    @Test
    void json_may_begin_with_a_byte_order_mark() {
        assertThat(read("application/json", marked("{\"a\":1}")).path("a").intValue())
                .isEqualTo(1);
        assertThat(read("text/html", marked("{\"a\":1}")).path("a").intValue()).isEqualTo(1);
        assertThat(read("application/json", "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_16BE))
                        .path("a")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void json_in_a_declared_charset_is_read_in_it() {
        var latin = "{\"name\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read("application/json; charset=ISO-8859-1", latin)
                        .path("name")
                        .textValue())
                .isEqualTo("Zürich");
        assertThat(refused("application/json", latin)).startsWith("not JSON");
    }

    @Test
    void text_in_a_declared_charset_is_read_in_it() {
        var windows = Charset.forName("windows-1258");

        assertThat(read("text/plain; charset=windows-1258", "đã".getBytes(windows))
                        .textValue())
                .isEqualTo(new String("đã".getBytes(windows), windows))
                .startsWith("đ");
    }

    @Test
    void text_without_a_charset_is_utf_8_or_else_latin_1() {
        assertThat(read("text/plain", "Chưa gửi").textValue()).isEqualTo("Chưa gửi");
        assertThat(read("text/plain", "Zürich".getBytes(StandardCharsets.ISO_8859_1))
                        .textValue())
                .isEqualTo("Zürich");
        assertThat(read("text/plain", marked("OK")).textValue()).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain; charset=nonsense", "text/plain; charset=", "text/plain; charset=\u0000", ";;;"})
    void an_unknown_charset_counts_as_none(String contentType) {
        assertThat(read(contentType, "Chưa gửi").textValue()).isEqualTo("Chưa gửi");
    }

    @Test
    void a_form_becomes_a_map() {
        var form = read(
                "application/x-www-form-urlencoded",
                "access_token=a%2Bb&scope=repo+gist&x=1&x=2&empty=&bare&&%zz=%e1%bb%ad");

        assertThat(form)
                .isEqualTo(ReplySide.json(
                        "{access_token:'a+b', scope:'repo gist', x:['1','2'], empty:'', bare:'', '%zz':'ử'}"));
    }

    /** The examples of RFC 4180 §2. */
    @Test
    void csv_becomes_a_list_of_maps_by_its_header_line() {
        var csv = read("text/csv", "field_name,other\r\n\"aaa\",\"b \r\nbb\"\r\n\"b\"\"bb\",\r\nzzz,yyy");

        assertThat(csv)
                .isEqualTo(
                        ReplySide.json(
                                "[{field_name:'aaa', other:'b \\r\\nbb'}, {field_name:'b\"bb', other:''}, {field_name:'zzz', other:'yyy'}]"));
    }

    @Test
    void csv_may_use_semicolons_tabs_a_byte_order_mark_and_lines_of_any_length() {
        assertThat(read("text/csv", marked("id;name\n1;\"An, Nguyen\"\n\n2\n3;x;y\n")))
                .isEqualTo(ReplySide.json("[{id:'1', name:'An, Nguyen'}, {id:'2'}, {id:'3', name:'x'}]"));
        assertThat(read("text/csv", "id\tname\r1\tAn")).isEqualTo(ReplySide.json("[{id:'1', name:'An'}]"));
        assertThat(read("text/csv", "id,name\n")).isEqualTo(ReplySide.json("[]"));
    }

    @Test
    void refuses_csv_that_was_cut_inside_a_quoted_cell() {
        assertThat(refused("text/csv", "id,name\n1,\"An")).startsWith("not CSV");
    }

    @Test
    void whatever_bytes_come_they_are_read_or_refused() {
        Chance.often(chance -> {
            var bytes = chance.bytes(300);
            var format = chance.of(ResponseFormat.values());
            var contentType = types(chance);
            assertThat(ReplyBody.of(Optional.of(contentType), bytes, format)).isNotNull();
        });
    }

    @Test
    void whatever_is_done_to_a_document_it_is_read_or_refused() {
        Chance.often(chance -> {
            var document = documents(chance);
            var type = types(chance);
            var at = chance.integer();
            var change = (byte) chance.integer();
            var bytes = document.getBytes(StandardCharsets.UTF_8);
            bytes[Math.floorMod(at, bytes.length)] = change;

            assertThat(ReplyBody.of(Optional.of(type), bytes, ResponseFormat.AUTO))
                    .isNotNull();
        });
    }

    private static String types(Chance chance) {
        return chance.of(
                "application/json",
                "application/json; charset=utf-16",
                "text/xml",
                "application/xml; charset=utf-7",
                "text/csv",
                "application/x-www-form-urlencoded",
                "text/html",
                "");
    }

    private static String documents(Chance chance) {
        return chance.of(
                "{\"items\":[{\"id\":7,\"name\":\"Nguyễn Văn An\",\"price\":1.10e3}],\"next\":null}",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b='1'>x<!-- c --><d/><d>&amp;&#65;</d><![CDATA[<]]></a>",
                "id,name\r\n1,\"a \"\"b\"\"\"\r\n",
                "a=1&b=%C3%A0+b&a=2");
    }
}
