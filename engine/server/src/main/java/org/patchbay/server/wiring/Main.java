package org.patchbay.server.wiring;

import java.util.Optional;

/** The entrance of the program. */
public final class Main {

    private Main() {}

    /** Prints which version this is. */
    public static void main(String[] arguments) {
        System.out.println("Patchbay " + version());
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
