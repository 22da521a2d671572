package org.patchbay.server.wiring;

import java.util.List;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;

/** The entrance of the program. */
public final class Main {
    private static final String LOG_LEVEL = "patchbay.log";

    private Main() {}

    /** Runs a command and ends with its exit code. Only a server that stays writes what happens into a log. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, level(List.of(arguments)));
        }
        System.exit(Cli.run(new ServerEquipment(), Terminal.ofProcess(), arguments));
    }

    /** What happens to pretend partners is told by the tests. */
    private static String level(List<String> arguments) {
        if (arguments.contains("run")) {
            return "INFO";
        }
        return arguments.contains("test") ? "OFF" : "WARN";
    }
}
