package org.patchbay.server.wiring;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A class of tests that share the usual server, which is started for them and stopped behind them. */
abstract class UsualSite {
    static Site site;

    @BeforeAll
    static void starts_a_server() {
        site = Site.usual();
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }
}
