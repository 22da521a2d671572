package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.chance.Chance;

class PhoneTraceTest {
    private static final PhoneTrace TRACE =
            PhoneTrace.of("+84901234567", Optional.empty()).orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+84901234567",
                "84901234567",
                "0084901234567",
                "0901234567",
                "901234567",
                "+84 90 123 45 67",
                "(+84) 90-123-4567",
                "+84.90.1234567",
                "%2B84901234567",
                "%2B84%2090%201234567",
                "sip:84901234567@pbx.example",
                "{\"callId\":\"c-0901234567-1\"}",
                "٠٩٠١٢٣٤٥٦٧",
                "０９０１２３４５６７",
                "090\u202f123\u202f4567",
                "090\u2009123\u20074567",
                "090\u2212123\u22124567",
                "0901\u200b234\u2060567",
                "0901\t234\t567",
                "{\"note\":\"0901\\t234\\n567\"}",
                "{\"body\":\"{\\\"note\\\":\\\"0901\\\\t234\\\\u00a0567\\\"}\"}",
                "phone=0901+234+567",
                "phone=0901%C2%A0234%e2%80%af567",
                "00 84 (0)901 234 567",
                "0901,234,567",
                "0901_234_567",
                "recording_0901_234_567_a.wav",
                "0901'234'567",
                "0901|234|567",
                "0901~234\u00b7567"
            })
    void finds_every_spelling(String text) {
        assertThat(TRACE.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+84901234568", "0901 234 56", "90123456 and 7", "", "901234 567x x901"})
    void finds_no_other_number(String text) {
        assertThat(TRACE.in(text)).isEqualTo(text.startsWith("901234 567"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "101", "115", "12 34 56", "anonymous", "+"})
    void what_is_too_short_for_one_person_is_refused(String number) {
        assertThat(PhoneTrace.of(number, Optional.of("VN"))).isEmpty();
    }

    @Test
    void a_number_is_found_with_any_signs_between_its_digits() {
        Chance.times(300, chance -> {
            var digits = Integer.toString(chance.integer(100_000_000, 999_999_999));
            var place = chance.integer(1, digits.length() - 1);
            var between = chance.of(" ", "-", ".", ") ", "%20", " - ");
            var written = "0" + digits.substring(0, place) + between + digits.substring(place);

            assertThat(PhoneTrace.of("+84" + digits, Optional.empty())
                            .orElseThrow()
                            .in("call " + written + "!"))
                    .isTrue();
        });
    }
}
