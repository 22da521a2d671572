package org.patchbay.server.wiring;

import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;

/** The entrance of the program. */
public final class Main {
    private static final String LOG_LEVEL = "patchbay.log";

    private Main() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, level(arguments.length == 0 ? "" : arguments[0]));
        }
        System.exit(Cli.run(new ServerEquipment(), Terminal.ofProcess(), arguments));
    }

    /** Only a server that stays logs what happens; what happens to pretend partners in tests of templates is told by the tests. */
    private static String level(String command) {
        return switch (command) {
            case "run" -> "INFO";
            case "test" -> "OFF";
            default -> "WARN";
        };
    }
}
