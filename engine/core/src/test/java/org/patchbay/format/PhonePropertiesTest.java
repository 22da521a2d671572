package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.patchbay.chance.Chance;
import org.patchbay.exchange.Refusal;

class PhonePropertiesTest {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final List<String> COUNTRIES = List.copyOf(new TreeSet<>(NUMBERS.getSupportedRegions()));

    private static final Format E164 = Formats.compile("e164");

    record Sample(String country, PhoneNumber number) {
        String e164() {
            return NUMBERS.format(number, PhoneNumberFormat.E164);
        }
    }

    @Test
    void whatever_the_format_the_same_number_is_read_back() {
        Chance.often(chance -> {
            var sample = samples(chance);
            var word = words(chance);
            var country = Formats.in(sample.country());

            var written = Formats.compile(word).apply(TextNode.valueOf(sample.e164()), country);

            assertThat(E164.apply(written, country).asText())
                    .as(written.asText())
                    .isEqualTo(sample.e164());
        });
    }

    @Test
    void a_number_means_the_same_for_a_tenant_of_any_country() {
        Chance.often(chance -> {
            var sample = samples(chance);
            var country = countries(chance);
            var word = words(chance);
            var tenant = Formats.in(country);

            var written = Formats.compile(word).apply(TextNode.valueOf(sample.e164()), tenant);

            assertThat(E164.apply(written, tenant).asText())
                    .as(written.asText())
                    .isEqualTo(sample.e164());
        });
    }

    private static String countries(Chance chance) {
        return chance.of(COUNTRIES);
    }

    /** Read back they could be a national number of the same digits, so they are compared as they stand. */
    @Test
    void digits_are_those_of_the_international_number() {
        Chance.often(chance -> {
            var sample = samples(chance);
            var country = Formats.in(sample.country());

            var digits = Formats.compile("digits").apply(TextNode.valueOf(sample.e164()), country);

            assertThat("+" + digits.asText()).isEqualTo(sample.e164());
        });
    }

    @Test
    void each_spelling_with_a_prefix_that_a_system_may_keep_is_read_back() {
        Chance.often(chance -> {
            var sample = samples(chance);
            var country = Formats.in(sample.country());

            var spellings = Formats.compile("candidates").apply(TextNode.valueOf(sample.e164()), country);

            assertThat(spellings
                            .valueStream()
                            .filter(spelling -> spelling.asText().matches("\\+.*|00.*|.*[^0-9].*")))
                    .isNotEmpty()
                    .allSatisfy(
                            spelling -> assertThat(E164.apply(spelling, country).asText())
                                    .as(spelling.asText())
                                    .isEqualTo(sample.e164()));
        });
    }

    @Test
    void any_text_is_read_or_refused_and_nothing_else_happens() {
        Chance.often(chance -> {
            var text = texts(chance);
            try {
                assertThat(E164.apply(TextNode.valueOf(text), Formats.HANOI).asText())
                        .matches("(\\+[0-9]{5,17})?");
            } catch (Refusal refusal) {
                assertThat(refusal.failure().message()).startsWith("the phone number ");
            }
        });
    }

    private static Sample samples(Chance chance) {
        return Chance.fit(
                        () -> sample(
                                countries(chance),
                                chance.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE),
                                chance.integer(0, 999)),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The example number of the country with other last digits, as far as it is still one of that country. */
    private static Optional<Sample> sample(String country, PhoneNumberType type, int shift) {
        return Optional.ofNullable(NUMBERS.getExampleNumberForType(country, type))
                .map(example -> new PhoneNumber()
                        .mergeFrom(example)
                        .setNationalNumber(example.getNationalNumber() / 1000 * 1000 + shift))
                .filter(number -> NUMBERS.isValidNumberForRegion(number, country))
                .map(number -> new Sample(country, number));
    }

    private static String words(Chance chance) {
        return chance.of("e164", "national", "international", "tel", "sip", "sip:pbx.example");
    }

    private static String texts(Chance chance) {
        return chance.text("0123456789+-() .;:@<>#*xext=sip:l\u00A0%AZ\n", 0, 40);
    }
}
