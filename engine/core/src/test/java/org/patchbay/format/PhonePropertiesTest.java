package org.patchbay.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.patchbay.exchange.Refusal;

class PhonePropertiesTest {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final Format E164 = Formats.compile("e164");

    record Sample(String country, PhoneNumber number) {
        String e164() {
            return NUMBERS.format(number, PhoneNumberFormat.E164);
        }
    }

    @Property
    void whatever_the_format_the_same_number_is_read_back(
            @ForAll("samples") Sample sample, @ForAll("words") String word) {
        var country = Formats.in(sample.country());

        var written = Formats.compile(word).apply(TextNode.valueOf(sample.e164()), country);

        assertThat(E164.apply(written, country).asText()).as(written.asText()).isEqualTo(sample.e164());
    }

    @Property
    void a_number_means_the_same_for_a_tenant_of_any_country(
            @ForAll("samples") Sample sample, @ForAll("countries") String country, @ForAll("words") String word) {
        var tenant = Formats.in(country);

        var written = Formats.compile(word).apply(TextNode.valueOf(sample.e164()), tenant);

        assertThat(E164.apply(written, tenant).asText()).as(written.asText()).isEqualTo(sample.e164());
    }

    @Provide
    Arbitrary<String> countries() {
        return Arbitraries.of(NUMBERS.getSupportedRegions());
    }

    /** Read back they could be a national number of the same digits, so they are compared as they stand. */
    @Property
    void digits_are_those_of_the_international_number(@ForAll("samples") Sample sample) {
        var country = Formats.in(sample.country());

        var digits = Formats.compile("digits").apply(TextNode.valueOf(sample.e164()), country);

        assertThat("+" + digits.asText()).isEqualTo(sample.e164());
    }

    @Property
    void each_spelling_with_a_prefix_that_a_system_may_keep_is_read_back(@ForAll("samples") Sample sample) {
        var country = Formats.in(sample.country());

        var spellings = Formats.compile("candidates").apply(TextNode.valueOf(sample.e164()), country);

        assertThat(spellings.valueStream().filter(spelling -> spelling.asText().matches("\\+.*|00.*|.*[^0-9].*")))
                .isNotEmpty()
                .allSatisfy(spelling -> assertThat(E164.apply(spelling, country).asText())
                        .as(spelling.asText())
                        .isEqualTo(sample.e164()));
    }

    @Property
    void any_text_is_read_or_refused_and_nothing_else_happens(@ForAll("texts") String text) {
        try {
            assertThat(E164.apply(TextNode.valueOf(text), Formats.HANOI).asText())
                    .matches("(\\+[0-9]{5,17})?");
        } catch (Refusal refusal) {
            assertThat(refusal.failure().message()).startsWith("the phone number ");
        }
    }

    @Provide
    Arbitrary<Sample> samples() {
        var types = Arbitraries.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE);
        var countries = Arbitraries.of(NUMBERS.getSupportedRegions());
        return Combinators.combine(countries, types, Arbitraries.integers().between(0, 999))
                .as((country, type, shift) -> sample(country, type, shift))
                .filter(Optional::isPresent)
                .map(Optional::get);
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

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("e164", "national", "international", "tel", "sip", "sip:pbx.example");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("0123456789+-() .;:@<>#*xext=sip:l\u00A0%AZ\n")
                .ofMaxLength(40);
    }
}
