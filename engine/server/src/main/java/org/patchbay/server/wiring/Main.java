package org.patchbay.server.wiring;

import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;

/** The entrance of the program. */
public final class Main {
    private Main() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Cli.run(new ServerEquipment(), Terminal.ofProcess(), arguments));
    }
}
