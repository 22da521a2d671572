package org.patchbay.server.cli.demo;

/** What pretend partners accept as a phone number. */
final class Phones {
    private static final String E164 = "\\+[1-9][0-9]{6,14}";
    private static final String DIGITS = "[1-9][0-9]{6,14}";

    private Phones() {}

    /** The number, refused unless it is written as E.164 says, with a plus. */
    static String international(String number) {
        if (!number.matches(E164)) {
            throw new Rejection(422, "`" + number + "` is no number in E.164, such as +84901234567");
        }
        return number;
    }

    /** The number, refused unless it is an international one without a plus. */
    static String digits(String number) {
        if (!number.matches(DIGITS)) {
            throw new Rejection(422, "`" + number + "` is no number in digits, such as 84901234567");
        }
        return number;
    }
}
