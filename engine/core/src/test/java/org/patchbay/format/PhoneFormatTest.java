package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;

class PhoneFormatTest {
    /** Numbers that the metadata of libphonenumber give as examples; written as people and phone systems write them. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            VN, 0912345678,                            +84912345678
            VN, 0912 345 678,                          +84912345678
            VN, 912345678,                             +84912345678
            VN, 84912345678,                           +84912345678
            VN, +84912345678,                          +84912345678
            VN, +84 (0)912 345 678,                    +84912345678
            VN, 0084912345678,                         +84912345678
            VN, 0912.345.678,                          +84912345678
            VN, (0912) 345-678,                        +84912345678
            VN, 02101234567,                           +842101234567
            VN, 1900 1234,                             +8419001234
            VN, tel:+84-912-345-678,                   +84912345678
            VN, tel:0912345678,                        +84912345678
            VN, tel:0912345678;phone-context=+84,      +84912345678
            VN, tel:912345678;phone-context=+84,       +84912345678
            VN, TEL:+84912345678,                      +84912345678
            VN, sip:+84912345678@pbx.example,          +84912345678
            VN, sip:0912345678@10.0.0.1:5060;user=phone, +84912345678
            VN, sips:%2B84912345678:secret@pbx.example?subject=x, +84912345678
            VN, "An <sip:+84912345678@pbx.example>;tag=9", +84912345678
            VN, <tel:+84912345678>,                    +84912345678
            VN, callto:+84912345678,                   +84912345678
            VN, '  0912 345 678  ',                    +84912345678
            VN, ０９１２３４５６７８,                        +84912345678
            VN, ＋８４９１２３４５６７８,                       +84912345678
            VN, ٠٩١٢٣٤٥٦٧٨,                            +84912345678
            VN, 0912 345 678,                       +84912345678
            VN, 0912‑345‑678,                          +84912345678
            VN, 0912345678 ext. 12,                    +84912345678
            VN, 0912345678x12,                         +84912345678
            VN, +1 201-555-0123,                       +12015550123
            VN, 0012015550123,                         +12015550123
            US, (201) 555-0123,                        +12015550123
            US, 12015550123,                           +12015550123
            US, 1-800-FLOWERS,                         +18003569377
            US, 01184912345678,                        +84912345678
            US, 84912345678,                           +84912345678
            US, 0084912345678,                         +84912345678
            GB, 0121 234 5678,                         +441212345678
            GB, 07400 123456,                          +447400123456
            GB, +44 (0)121 234 5678,                   +441212345678
            DE, 030/123456,                            +4930123456
            DE, 01512 3456789,                         +4915123456789
            FR, 06 12 34 56 78,                        +33612345678
            FR, 01 23 45 67 89,                        +33123456789
            IT, 02 1234 5678,                          +390212345678
            IT, 312 345 6789,                          +393123456789
            TH, 081 234 5678,                          +66812345678
            SG, 6123 4567,                             +6561234567
            SG, 81234567,                              +6581234567
            AU, (02) 1234 5678,                        +61212345678
            AU, 0011 84 912 345 678,                   +84912345678
            JP, 03-1234-5678,                          +81312345678
            JP, 090-1234-5678,                         +819012345678
            CN, 131 2345 6789,                         +8613123456789
            IN, 081234 56789,                          +918123456789
            BR, (11) 96123-4567,                       +5511961234567
            MX, 222 123 4567,                          +522221234567
            AR, 011 15-2345-6789,                      +5491123456789
            RU, 8 (912) 345-67-89,                     +79123456789
            TR, 0501 234 56 78,                        +905012345678
            ID, 0812-345-678,                          +62812345678
            MY, 012-345 6789,                          +60123456789
            PH, 0905 123 4567,                         +639051234567
            KR, 010-2000-0000,                         +821020000000
            NL, 06 12345678,                           +31612345678
            NP, 984-1234567,                           +9779841234567
            vn, 0912345678,                            +84912345678
            '', +84912345678,                          +84912345678
            '', 0084912345678,                         +84912345678
            """)
    void reads_a_number_as_people_and_phone_systems_write_it(String country, String written, String e164) {
        assertThat(text(written, country, "e164")).isEqualTo(e164);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            VN, 0912345678,           0912 345 678,     +84 912 345 678,  84912345678
            US, 2015550123,           (201) 555-0123,   +1 201-555-0123,  12015550123
            GB, 01212345678,          0121 234 5678,    +44 121 234 5678, 441212345678
            FR, 0612345678,           06 12 34 56 78,   +33 6 12 34 56 78, 33612345678
            IT, 0212345678,           02 1234 5678,     +39 02 1234 5678, 390212345678
            AR, +5491123456789,       011 15-2345-6789, +54 9 11 2345-6789, 5491123456789
            VN, 0912345678 ext. 12,   0912 345 678,     +84 912 345 678,  84912345678
            """)
    void writes_a_number_for_people_at_home_and_abroad(
            String country, String written, String national, String international, String digits) {
        assertThat(text(written, country, "national")).isEqualTo(national);
        assertThat(text(written, country, "international")).isEqualTo(international);
        assertThat(text(written, country, "digits")).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0912345678,                     tel:+84912345678,        sip:+84912345678
            0912345678 ext 12,              tel:+84912345678;ext=12, sip:+84912345678;ext=12
            tel:+84912345678;ext=12,        tel:+84912345678;ext=12, sip:+84912345678;ext=12
            sip:0912345678@pbx.example;x=1, tel:+84912345678,        sip:+84912345678@pbx.example
            """)
    void writes_addresses_for_dialling(String written, String tel, String sip) {
        assertThat(text(written, "VN", "tel")).isEqualTo(tel);
        assertThat(text(written, "VN", "sip")).isEqualTo(sip);
    }

    @Test
    void a_sip_address_gets_the_host_that_the_format_names() {
        assertThat(text("0912345678", "VN", "sip:pbx.example")).isEqualTo("sip:+84912345678@pbx.example");
        assertThat(text("sip:101@10.0.0.1", "VN", "sip:pbx.example")).isEqualTo("sip:101@pbx.example");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            last:9,  0912345678,         912345678
            last:4,  0912345678 ext 999, 5678
            last:15, +12015550123,       12015550123
            last:9,  113,                113
            """)
    void keeps_the_last_digits_of_the_number_and_not_of_its_extension(String word, String written, String last) {
        assertThat(text(written, "VN", word)).isEqualTo(last);
    }

    @Test
    void finds_the_extension_and_leaves_it_out_where_there_is_none() {
        assertThat(text("0912345678 ext 12", "VN", "extension")).isEqualTo("12");
        assertThat(text("101", "VN", "extension")).isEqualTo("101");
        assertThat(apply("0912345678", "VN", "extension")).isInstanceOf(MissingNode.class);
    }

    @Test
    void lists_the_spellings_that_systems_keep_likeliest_first() {
        assertThat(texts(apply("0912345678", "VN", "candidates")))
                .containsExactly(
                        "+84912345678",
                        "0912345678",
                        "84912345678",
                        "912345678",
                        "0912 345 678",
                        "+84 912 345 678",
                        "0084912345678");
        assertThat(texts(apply("113", "VN", "candidates"))).containsExactly("113");
    }

    @ParameterizedTest
    @CsvSource({
        "VN, 113",
        "VN, 101",
        "US, 911",
        "GB, 999",
        "DE, 112",
        "DE, 1234",
        "AT, 1450",
        "FR, 3115",
        "VN, 2001",
        "VN, 0",
        "US, 5550123",
        "'', 911"
    })
    void short_codes_emergency_numbers_and_extensions_pass_as_digits_and_are_no_number_of_the_world(
            String country, String dialled) {
        assertThat(text(dialled, country, "digits")).isEqualTo(dialled);
        assertThat(text("sip:" + dialled + "@pbx.example", country, "sip"))
                .isEqualTo("sip:" + dialled + "@pbx.example");
        assertThat(text("tel:" + dialled + ";phone-context=pbx.example", country, "digits"))
                .isEqualTo(dialled);
        assertThat(refusal(dialled, country, "e164")).isEqualTo(FailureCode.BAD_PHONE);
        assertThat(refusal(dialled, country, "tel")).isEqualTo(FailureCode.BAD_PHONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "Anonymous",
                "PRIVATE",
                "withheld",
                "Unknown",
                "Restricted",
                "No Caller ID",
                "sip:anonymous@anonymous.invalid",
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                "unavailable",
                "+",
                "-1",
                "An Nguyen",
                "An 0912345678",
                "sip:an@pbx.example",
                "0912345678, 0907654321",
                "0912345678/0907654321",
                "09123456789012345678",
                "+999123456789",
                "+8412",
                "*100#",
                "0000000000",
                "101 Dalmatians",
                "2026-01-02T03:04:05Z",
            })
    void every_phone_format_refuses_what_is_no_number(String written) {
        for (var word : List.of("e164", "national", "international", "digits", "tel", "sip", "last:9", "candidates")) {
            assertThat(refusal(written, "VN", word)).as(word).isEqualTo(FailureCode.BAD_PHONE);
        }
    }

    @Test
    void a_national_number_without_a_country_is_refused_and_says_what_to_set() {
        var refusal = catchThrowableOfType(Refusal.class, () -> apply("0912345678", "", "digits"));

        assertThat(refusal).hasMessage("the phone number is national, and the integrator has no `country`");
    }

    @Test
    void the_reason_does_not_repeat_the_number() {
        var refusal = catchThrowableOfType(Refusal.class, () -> apply("+8412", "VN", "e164"));

        assertThat(refusal.failure().message()).doesNotContain("8412");
    }

    @Test
    void digits_after_another_phone_format_are_the_digits_of_what_it_wrote() {
        assertThat(text("+84912345678", "VN", "national", "digits")).isEqualTo("0912345678");
        assertThat(text("+12015550123", "US", "national", "digits")).isEqualTo("2015550123");
        assertThat(text("0912345678", "VN", "international", "digits")).isEqualTo("84912345678");
    }

    @Test
    void a_number_that_came_without_quotes_is_read_all_the_same() {
        assertThat(Formats.apply(IntNode.valueOf(912345678), "e164").asText()).isEqualTo("+84912345678");
    }

    @Test
    void an_empty_number_stays_empty() {
        assertThat(text("", "VN", "e164")).isEmpty();
    }

    private static JsonNode apply(String written, String country, String... words) {
        return Formats.compile(words).apply(TextNode.valueOf(written), Formats.in(country));
    }

    private static String text(String written, String country, String... words) {
        return apply(written, country, words).textValue();
    }

    private static FailureCode refusal(String written, String country, String word) {
        return catchThrowableOfType(Refusal.class, () -> apply(written, country, word))
                .failure()
                .code();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.textValue()));
        return texts;
    }
}
