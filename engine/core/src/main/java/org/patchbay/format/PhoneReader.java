package org.patchbay.format;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.format.Phone.Local;
import org.patchbay.format.Phone.Reach;
import org.patchbay.format.Phone.Unreadable;
import org.patchbay.format.Phone.World;

/**
 * Reads phone numbers. A number is believed when its length is possible, for carriers open ranges before anybody's tables know them;
 * only where two readings compete does the one decide that the tables know.
 */
final class PhoneReader {
    /** No country has shorter numbers that are written without being short codes or extensions. */
    private static final int SHORT = 6;

    /** Up to here digits may be a number without its area code. */
    private static final int WITHOUT_AREA = 8;

    /** From here a number without plus may begin with its country code all the same. */
    private static final int WITH_COUNTRY = 10;

    private static final String NOWHERE = "ZZ";
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final ShortNumberInfo SHORT_NUMBERS = ShortNumberInfo.getInstance();

    private PhoneReader() {}

    /** @param country ISO 3166 code of the country where national numbers are dialled */
    static Phone read(String written, Optional<String> country) {
        var text = PhoneText.of(written);
        if (text.isWithheld()) {
            return new Unreadable("is withheld by the caller");
        }
        var dialled = Dialled.of(text.number());
        if (dialled.digits().isEmpty() || !dialled.begins()) {
            return new Unreadable("has no digits where a number begins");
        }
        var region = country.map(code -> code.toUpperCase(Locale.ROOT)).orElse(NOWHERE);
        return world(text.number(), dialled, region)
                .<Phone>map(number -> new World(number, text.host(), reach(number, region)))
                .orElseGet(() -> local(dialled, text.host(), region));
    }

    /** Countries that share a country code share their national numbers: those of Canada are dialled in the United States as at home. */
    private static Reach reach(PhoneNumber number, String region) {
        var here = NUMBERS.getRegionCodesForCountryCode(number.getCountryCode()).contains(region);
        return here ? Reach.HOME : Reach.ABROAD;
    }

    private static Phone local(Dialled dialled, Optional<String> host, String region) {
        if (dialled.isPlain() && dialled.digits().length() <= WITHOUT_AREA) {
            return new Local(dialled.digits(), host);
        }
        return new Unreadable(
                dialled.isPlain() && region.equals(NOWHERE)
                        ? "is national, and the integrator has no `country`"
                        : "has no possible length, or an unknown country code");
    }

    private static Optional<PhoneNumber> world(String text, Dialled dialled, String region) {
        var here = parse(text, region);
        if (!dialled.isPlain()) {
            return here.filter(number -> dialled.hasLetters() ? NUMBERS.isValidNumber(number) : isPossible(number));
        }
        if (here.filter(NUMBERS::isValidNumber).isPresent() && !isShort(dialled.digits(), region)) {
            return here;
        }
        var abroad = international(dialled, region).filter(NUMBERS::isValidNumber);
        if (abroad.isPresent()) {
            return abroad;
        }
        return dialled.digits().length() <= SHORT ? Optional.empty() : here.filter(PhoneReader::isPossible);
    }

    /** Trunks hand over {@code 0084…} and {@code 84…} whatever is dialled in the country. */
    private static Optional<PhoneNumber> international(Dialled dialled, String region) {
        var digits = dialled.digits();
        if (digits.startsWith("00")) {
            return parse("+" + digits.substring(2), NOWHERE);
        }
        return digits.length() < WITH_COUNTRY || region.equals(NOWHERE)
                ? Optional.empty()
                : parse("+" + digits, NOWHERE);
    }

    private static boolean isShort(String digits, String region) {
        return digits.length() <= SHORT
                && !region.equals(NOWHERE)
                && (SHORT_NUMBERS.isEmergencyNumber(digits, region)
                        || parse(digits, region)
                                .filter(number -> SHORT_NUMBERS.isValidShortNumberForRegion(number, region))
                                .isPresent());
    }

    private static boolean isPossible(PhoneNumber number) {
        return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                && number.getNationalNumber() > 0;
    }

    private static Optional<PhoneNumber> parse(String text, String region) {
        try {
            return Optional.of(NUMBERS.parse(text, region));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /** True when these digits, with a trunk prefix, are a number of that country. */
    static boolean isNational(String digits, String country) {
        return parse(digits, country.toUpperCase(Locale.ROOT))
                .filter(NUMBERS::isValidNumber)
                .isPresent();
    }

    /** True when these digits are a number of that country behind its country code. */
    static boolean isInternational(String digits, String country) {
        var code = NUMBERS.getCountryCodeForRegion(country.toUpperCase(Locale.ROOT));
        return digits.startsWith(Integer.toString(code))
                && parse("+" + digits, NOWHERE).filter(NUMBERS::isValidNumber).isPresent();
    }
}
