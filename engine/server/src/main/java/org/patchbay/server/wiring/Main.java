package org.patchbay.server.wiring;

import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;

/** The entrance of the program. */
public final class Main {
    private Main() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("test")) {
            System.setProperty("patchbay.log", "OFF");
        }
        System.exit(Cli.run(new ServerEquipment(), Terminal.ofProcess(), arguments));
    }
}
