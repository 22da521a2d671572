package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;

class TextFormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    text|Xin chào|Xin chào
                    trim|  a b\u00A0\u200B|a b
                    lower|ISTANBUL Đà|istanbul đà
                    upper|istanbul ß|ISTANBUL SS
                    ascii|Nguyễn Thị Đặng đến Cần Thơ|Nguyen Thi Dang den Can Tho
                    ascii|Ủ ƯỢ Ỹ ắ ỗ|U UO Y a o
                    ascii|Ærøskøbing, Łódź, Straße, œuvre|AEroskobing, Lodz, Strasse, oeuvre
                    ascii|“đồng” – 5 € … ½|"dong" - 5 EUR ... 1/2
                    ascii|ｆｕｌｌ ﬁ 日本 👩‍👧|full fi ?? ??
                    ascii|плюс|????
                    truncate:3|Đặng|Đặn
                    truncate:2|👩👧x|👩👧
                    truncate:160|short|short
                    base64|user:pässword|dXNlcjpww6Rzc3dvcmQ=
                    base64url|subjects?_d>~|c3ViamVjdHM_X2Q-fg
                    hex|Zoë|5a6fc3ab
                    basic|Aladdin:open sesame|Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
                    urlencode|a b+c/ü~&=%|a%20b%2Bc%2F%C3%BC~%26%3D%25
                    json|say "hi"|"say \\"hi\\""
                    """)
    void writes_texts(String word, String text, String written) {
        // Basic: RFC 7617 §2. Base64: RFC 4648 §4 and §5, checked with coreutils' base64. Hex: xxd.
        assertThat(Formats.apply(text, word).textValue()).isEqualTo(written);
    }

    @Test
    void segments_become_a_list_so_that_each_is_one_of_a_path() {
        assertThat(Formats.apply("a b/c//d", "segments")).hasToString("[\"a b\",\"c\",\"\",\"d\"]");
    }

    @Test
    void words_are_applied_from_left_to_right() {
        assertThat(Formats.apply("  Đặng Văn  ", "trim", "ascii", "upper", "truncate:4", "base64")
                        .textValue())
                .isEqualTo("REFORw==");
    }

    @ParameterizedTest
    @CsvSource({
        "number, 12, 12",
        "number, 1.50, 1.50",
        "number, ' 007 ', 7",
        "number, 1e3, 1000",
        "number, -0.5, -0.5",
        "number, 90071992547409931234567890, 90071992547409931234567890",
        "integer, 12.5, 13",
        "integer, -12.4, -12",
        "integer, 90071992547409931234567890, 90071992547409931234567890",
        "decimal:2, 12, 12.00",
        "decimal:2, 12.345, 12.35",
        "decimal:0, 12.5, 13",
        "seconds, 61.4, 61",
        "minutes, 61, 1.0167",
        "minutes, 90, 1.5",
        "minutes, 1200, 20",
        "minutes, 0, 0"
    })
    void makes_numbers_with_all_their_digits(String word, String text, String number) {
        var made = Formats.apply(text, word);

        assertThat(made.isNumber()).isTrue();
        assertThat(made.decimalValue().toPlainString()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"0, 00:00:00", "61, 00:01:01", "3599.6, 01:00:00", "360000, 100:00:00"})
    void writes_a_duration_as_a_clock(String seconds, String clock) {
        assertThat(Formats.apply(seconds, "hh:mm:ss").textValue()).isEqualTo(clock);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "FALSE, false", "1, true", "0, false", "Yes, true", "no, false", "on, true", "OFF, false"
    })
    void reads_truth_values(String text, boolean truth) {
        assertThat(Formats.apply(text, "boolean").booleanValue()).isEqualTo(truth);
        assertThat(Formats.apply(IntNode.valueOf(1), "boolean")).isEqualTo(BooleanNode.TRUE);
    }

    @ParameterizedTest
    @CsvSource({
        "number, abc", "number, 1 000", "number, '1,5'", "number, 0x1F", "integer, NaN", "number, 1e999999999",
        "integer, 1e-999999999", "decimal:2, '-'", "minutes, 00:01", "hh:mm:ss, -5", "boolean, perhaps", "boolean, 2"
    })
    void refuses_what_is_no_such_value_without_repeating_it(String word, String text) {
        var refusal = catchThrowableOfType(Refusal.class, () -> Formats.apply(text, word));

        assertThat(refusal.failure().code()).isEqualTo(FailureCode.BAD_INPUT);
        assertThat(refusal.failure().message()).doesNotContain(text);
    }

    @Test
    void numbers_and_truth_values_become_texts_with_all_their_digits() {
        assertThat(Formats.apply(DecimalNode.valueOf(new BigDecimal("1E+3")), "text")
                        .textValue())
                .isEqualTo("1000");
        assertThat(Formats.apply(BooleanNode.TRUE, "upper").textValue()).isEqualTo("TRUE");
    }

    @Test
    void missing_and_null_pass_every_format() {
        assertThat(Formats.apply(MissingNode.getInstance(), "e164", "json")).isSameAs(MissingNode.getInstance());
        assertThat(Formats.apply(NullNode.getInstance(), "base64")).isSameAs(NullNode.getInstance());
    }

    @Test
    void an_empty_text_is_nothing_to_read() {
        assertThat(Formats.apply("", "number", "date", "e164").textValue()).isEmpty();
    }

    @Test
    void a_list_is_formatted_element_by_element() {
        var list = JsonNodeFactory.instance
                .arrayNode()
                .add("0912345678")
                .add("113")
                .addNull();

        assertThat(Formats.apply(list, "digits")).hasToString("[\"84912345678\",\"113\",null]");
        assertThat(Formats.apply(list, "extension")).hasToString("[\"113\",null]");
    }

    @Test
    void a_map_has_no_form_but_json() {
        var map = JsonNodeFactory.instance.objectNode().put("a", new BigDecimal("1E+3"));

        assertThat(Formats.apply(map, "json").textValue()).isEqualTo("{\"a\":1000}");
        assertThat(catchThrowableOfType(Refusal.class, () -> Formats.apply(map, "lower")))
                .hasMessage("a map cannot be written as `lower`");
    }

    @Test
    void what_is_made_of_a_secret_is_secret() {
        var basic = Formats.apply(SecretNode.of("u:p"), "basic");

        assertThat(basic).isInstanceOf(SecretNode.class).hasToString("\"••••••\"");
        assertThat(SecretNode.reveal(basic).textValue()).isEqualTo("Basic dTpw");
        assertThat(SecretNode.reveal(Formats.apply(SecretNode.of("5"), "number"))
                        .isNumber())
                .isTrue();
    }

    @Test
    void a_tree_with_a_secret_in_it_is_secret_as_a_text() {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("user", "u").set("password", SecretNode.of("p"));

        var json = Formats.apply(tree, "json");

        assertThat(json).isInstanceOf(SecretNode.class);
        assertThat(SecretNode.reveal(json).textValue()).isEqualTo("{\"user\":\"u\",\"password\":\"p\"}");
    }

    @Test
    void the_reason_of_a_refusal_does_not_reveal_a_secret() {
        var refusal = catchThrowableOfType(Refusal.class, () -> Formats.apply(SecretNode.of("s3cret"), "number"));

        assertThat(refusal.failure().message()).doesNotContain("s3cret");
    }
}
