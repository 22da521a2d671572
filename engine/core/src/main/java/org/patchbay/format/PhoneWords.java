package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.format.Phone.Local;
import org.patchbay.format.Phone.Reach;
import org.patchbay.format.Phone.Unreadable;
import org.patchbay.format.Phone.World;

/** Formats of phone numbers. */
final class PhoneWords {
    static final List<String> NAMES =
            List.of("e164", "national", "international", "digits", "tel", "sip", "last:9", "extension", "candidates");

    private static final Set<String> WORDS =
            Set.of("e164", "national", "international", "digits", "tel", "sip", "last", "extension", "candidates");
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneWords() {}

    static boolean names(String word) {
        return WORDS.contains(word);
    }

    static Optional<Word> word(Spoken spoken) {
        return switch (spoken.word()) {
            case "sip" -> Optional.of(text(phone -> sip(phone, spoken.argument())));
            case "last" -> last(spoken);
            case String _ when spoken.argument().isPresent() -> Optional.empty();
            case "e164" -> Optional.of(text(phone -> e164(world(phone))));
            case "national" -> Optional.of(text(PhoneWords::national));
            case "international" -> Optional.of(text(phone -> written(world(phone), PhoneNumberFormat.INTERNATIONAL)));
            case "digits" -> Optional.of(text(PhoneWords::digits));
            case "tel" -> Optional.of(text(phone -> "tel:" + e164(world(phone)) + extension(phone, ";ext=")));
            case "extension" -> Optional.of(phone(PhoneWords::extension));
            case "candidates" -> Optional.of(phone(PhoneWords::candidates));
            default -> Optional.empty();
        };
    }

    /** After another phone format: the digits of what that one wrote, so that {@code [national, digits]} is 0901234567. */
    static Word onlyDigits() {
        return Word.text(PhoneWords::onlyDigits);
    }

    private static Word text(Function<Phone, String> form) {
        return phone(phone -> TextNode.valueOf(form.apply(phone)));
    }

    private static Word phone(Function<Phone, JsonNode> form) {
        return Word.reading((value, locality) -> form.apply(PhoneReader.read(Scalars.text(value), locality.country())));
    }

    private static PhoneNumber world(Phone phone) {
        return switch (phone) {
            case World(var number, var _, var _) -> number;
            case Local _ -> throw refused("is a short, local or internal one");
            case Unreadable(var why) -> throw refused(why);
        };
    }

    private static Refusal refused(String why) {
        return new Refusal(Failure.of(FailureCode.BAD_PHONE, "the phone number " + why));
    }

    private static String e164(PhoneNumber number) {
        return written(number, PhoneNumberFormat.E164);
    }

    /** Without its extension: only tel, sip and extension know about those. */
    private static String written(PhoneNumber number, PhoneNumberFormat form) {
        return NUMBERS.format(
                number.hasExtension() ? new PhoneNumber().mergeFrom(number).clearExtension() : number, form);
    }

    /** Abroad a national form would mean somebody else, so that a foreign number keeps its country code. */
    private static String national(Phone phone) {
        return switch (phone) {
            case Local(var digits, var _) -> digits;
            case World(var number, var _, var reach) ->
                switch (reach) {
                    case HOME -> written(number, PhoneNumberFormat.NATIONAL);
                    case ABROAD -> written(number, PhoneNumberFormat.INTERNATIONAL);
                };
            case Unreadable(var why) -> throw refused(why);
        };
    }

    private static String digits(Phone phone) {
        return phone instanceof Local(var digits, var _)
                ? digits
                : e164(world(phone)).substring(1);
    }

    private static Optional<Word> last(Spoken spoken) {
        var count = spoken.count(1, 15);
        return count.isEmpty() ? Optional.empty() : Optional.of(text(phone -> last(digits(phone), count.getAsInt())));
    }

    private static String last(String digits, int count) {
        return digits.substring(Math.max(0, digits.length() - count));
    }

    private static String sip(Phone phone, Optional<String> host) {
        var user = phone instanceof Local(var digits, var _) ? digits : e164(world(phone)) + extension(phone, ";ext=");
        return "sip:" + user
                + host.or(() -> host(phone)).map(name -> "@" + name).orElse("");
    }

    private static Optional<String> host(Phone phone) {
        return switch (phone) {
            case World(var _, var host, var _) -> host;
            case Local(var _, var host) -> host;
            case Unreadable _ -> Optional.empty();
        };
    }

    private static String extension(Phone phone, String before) {
        var number = world(phone);
        return number.hasExtension() ? before + number.getExtension() : "";
    }

    /** The extension behind the number, or the short number itself, which is one; missing when there is none. */
    private static JsonNode extension(Phone phone) {
        if (phone instanceof Local(var digits, var _)) {
            return TextNode.valueOf(digits);
        }
        var extension = extension(phone, "");
        return extension.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(extension);
    }

    private static JsonNode candidates(Phone phone) {
        var array = JsonNodeFactory.instance.arrayNode();
        spellings(phone).forEach(array::add);
        return array;
    }

    /** How systems keep the number, likeliest first; abroad no spelling that would be somebody else's number at home. */
    private static Set<String> spellings(Phone phone) {
        if (phone instanceof Local(var digits, var _)) {
            return Set.of(digits);
        }
        var number = world(phone);
        var e164 = e164(number);
        var spellings = new LinkedHashSet<String>();
        spellings.add(e164);
        if (phone instanceof World(var _, var _, var reach) && reach == Reach.HOME) {
            spellings.add(onlyDigits(national(phone)));
            spellings.add(e164.substring(1));
            spellings.add(NUMBERS.getNationalSignificantNumber(number));
            spellings.add(national(phone));
        }
        spellings.add(e164.substring(1));
        spellings.add(written(number, PhoneNumberFormat.INTERNATIONAL));
        spellings.add("00" + e164.substring(1));
        return spellings;
    }

    private static String onlyDigits(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().filter(Character::isDigit).forEach(c -> out.append((char) ('0' + Character.digit(c, 10))));
        return out.toString();
    }
}
