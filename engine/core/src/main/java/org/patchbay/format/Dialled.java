package org.patchbay.format;

/**
 * What would be dialled of a number as written, its extension aside.
 *
 * @param digits its digits as ASCII
 * @param isPlain no plus, letters, context or extension: only digits and what people put between them
 * @param begins whether the text begins as a number does
 */
record Dialled(String digits, boolean isPlain, boolean hasLetters, boolean begins) {
    private static final String BETWEEN = " \u00A0\u2009\u202F-\u2010\u2011\u2012\u2013.()[]/";
    private static final String BEGINNING = "+\uFF0B([";

    static Dialled of(String number) {
        var digits = new StringBuilder(number.length());
        var plain = true;
        var letters = 0;
        for (var i = 0; i < number.length(); i++) {
            var c = number.charAt(i);
            if (Character.isDigit(c)) {
                digits.append((char) ('0' + Character.digit(c, 10)));
            } else {
                plain &= BETWEEN.indexOf(c) >= 0;
                letters += Character.isLetter(c) ? 1 : 0;
            }
        }
        return new Dialled(digits.toString(), plain, letters > 2 && !isUri(number), begins(number));
    }

    private static boolean isUri(String number) {
        return number.regionMatches(true, 0, "tel:", 0, 4);
    }

    private static boolean begins(String number) {
        if (number.isEmpty()) {
            return false;
        }
        var first = number.charAt(0);
        return Character.isDigit(first) || BEGINNING.indexOf(first) >= 0 || isUri(number);
    }
}
