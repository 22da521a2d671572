package org.patchbay.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Shows texts without the phone numbers in them. What counts as one: every spelling of a number that is known to be one, what stands
 * under a name of phone numbers, and what can only be one: a plus or a trunk prefix, and as many digits as a number has there. Immutable.
 */
public final class PhoneVeil {
    /** A veil through which everything shows. */
    public static final PhoneVeil NONE = new PhoneVeil(List.of(), Set.of(), UnaryOperator.identity());

    private static final int SHORTEST_KNOWN = 7;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 15;
    private static final int ENDING = 3;
    private static final int HIDDEN = 4;
    private static final int BEGINNING = 4;

    private final List<String> countries;
    private final Set<String> known;
    private final UnaryOperator<String> shown;

    private PhoneVeil(List<String> countries, Set<String> known, UnaryOperator<String> shown) {
        this.countries = countries;
        this.known = known;
        this.shown = shown;
    }

    /** Numbers show where they are from and how they end: {@code +8490…567}. */
    public static PhoneVeil masking(List<String> countries) {
        return new PhoneVeil(countries, Set.of(), PhoneVeil::masked);
    }

    /**
     * Equal numbers show as equal words.
     *
     * @param hash makes the word of the digits that all spellings of a number have in common
     */
    public static PhoneVeil hashing(List<String> countries, UnaryOperator<String> hash) {
        var country = countries.stream().findFirst();
        return new PhoneVeil(countries, Set.of(), number -> hash.apply(PhoneTrace.significant(number, country)));
    }

    /** The same, which knows these numbers too; what is too short for a number is none. */
    public PhoneVeil knowing(Iterable<String> numbers) {
        if (this == NONE) {
            return this;
        }
        var all = new LinkedHashSet<>(known);
        for (var number : numbers) {
            var digits = significant(number);
            if (digits.length() >= SHORTEST_KNOWN) {
                all.add(digits);
            }
        }
        return all.size() == known.size() ? this : new PhoneVeil(countries, all, shown);
    }

    private String significant(String number) {
        return PhoneTrace.significant(number, countries.stream().findFirst());
    }

    /** Whether a value of that name is a phone number. */
    public static boolean isName(String name) {
        return PhoneNames.has(name);
    }

    /** A text without phone numbers. */
    public String text(String text) {
        if (this == NONE) {
            return text;
        }
        var out = new StringBuilder();
        var at = 0;
        for (var run : DigitRun.in(text)) {
            for (var number : numbers(text, run)) {
                out.append(text, at, number.start()).append(cover(number));
                at = number.end();
            }
        }
        return at == 0 ? text : out.append(text, at, text.length()).toString();
    }

    /** The value of a field that is a phone number by its name. */
    public String number(String text) {
        if (this == NONE) {
            return text;
        }
        var out = new StringBuilder();
        var at = 0;
        for (var run : DigitRun.in(text)) {
            if (run.digits().length() >= SHORTEST_KNOWN - 1) {
                out.append(text, at, run.start()).append(cover(run));
                at = run.end();
            }
        }
        return out.append(text, at, text.length()).toString();
    }

    private List<DigitRun> numbers(String text, DigitRun run) {
        if (isNumber(text, run)) {
            return List.of(run);
        }
        var groups = run.digits().length() > LONGEST ? run.groups(text) : List.<DigitRun>of();
        return groups.size() > 1 && isNamed(text, run) ? List.of(run) : sideBySide(text, groups);
    }

    /** More digits than a number has are several: each as long as it can be. */
    private List<DigitRun> sideBySide(String text, List<DigitRun> groups) {
        var found = new ArrayList<DigitRun>();
        for (var from = 0; from < groups.size(); from++) {
            var joined = groups.get(from);
            var longest = Optional.<DigitRun>empty();
            var next = from + 1;
            for (var to = next; joined.digits().length() <= LONGEST + 2; to++) {
                if (isNumber(text, joined)) {
                    longest = Optional.of(joined);
                    next = to;
                }
                if (to == groups.size()) {
                    break;
                }
                joined = joined.and(groups.get(to));
            }
            longest.ifPresent(found::add);
            from = next - 1;
        }
        return found;
    }

    private boolean isNumber(String text, DigitRun run) {
        var digits = run.digits();
        if (known.stream().anyMatch(digits::contains)) {
            return true;
        }
        if (digits.length() < SHORTEST_KNOWN || digits.length() > LONGEST + 2 || isPartOfWord(text, run)) {
            return false;
        }
        return isNamed(text, run) || canOnlyBeOne(text.substring(run.start(), run.end()), run);
    }

    private static boolean isNamed(String text, DigitRun run) {
        return PhoneNames.has(PhoneNames.before(text, run.start()));
    }

    private static boolean isPartOfWord(String text, DigitRun run) {
        return (run.start() > 0 && isOfWord(text.charAt(run.start() - 1)))
                || (run.end() < text.length() && isOfWord(text.charAt(run.end())));
    }

    private static boolean isOfWord(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private boolean canOnlyBeOne(String written, DigitRun run) {
        var digits = run.digits();
        if (run.international() || digits.startsWith("00")) {
            return digits.length() >= SHORTEST;
        }
        return digits.length() <= LONGEST
                && countries.stream().anyMatch(country -> isDialledIn(country, written, digits));
    }

    /** A number with the trunk prefix or the country code of that country. */
    private static boolean isDialledIn(String country, String written, String digits) {
        if (digits.startsWith("0") && written.indexOf('.') > 1 || !digits.startsWith("0")) {
            return PhoneReader.isInternational(digits, country);
        }
        return PhoneReader.isNational(digits, country);
    }

    private String cover(DigitRun run) {
        return shown.apply(run.international() ? "+" + run.digits() : run.digits());
    }

    private static String masked(String number) {
        var plus = number.startsWith("+") ? "+" : "";
        var digits = number.substring(plus.length());
        var beginning = Math.clamp(digits.length() - ENDING - HIDDEN, 0, BEGINNING);
        return plus + digits.substring(0, beginning) + "…"
                + digits.substring(Math.max(beginning, digits.length() - ENDING));
    }
}
