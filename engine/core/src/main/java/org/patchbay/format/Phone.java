package org.patchbay.format;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** What a text means as a phone number. */
sealed interface Phone {
    /**
     * A number that can be called from everywhere.
     *
     * @param host host of the SIP address it came in
     * @param reach whether its national form means it where the integrator is
     */
    record World(PhoneNumber number, Optional<String> host, Reach reach) implements Phone {}

    /** Where the national form of a number means that number. */
    enum Reach {
        HOME,
        ABROAD
    }

    /** Digits that only mean something where they are dialled: an extension, an emergency number, a short code. */
    record Local(String digits, Optional<String> host) implements Phone {}

    /**
     * Nothing that can be dialled.
     *
     * @param why continues "the phone number …"
     */
    record Unreadable(String why) implements Phone {}
}
