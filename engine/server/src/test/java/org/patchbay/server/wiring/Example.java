package org.patchbay.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents of the example configurations, made to call partners on the loopback interface. */
final class Example {
    static final String LOOPBACK = """
            ---
            { kind: Installation, publicUrl: "https://pb.test", egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] } }
            """;

    private static final Path EXAMPLES =
            Path.of(System.getProperty("patchbay.root", "../..")).resolve("config-examples");

    private Example() {}

    /** A document in which addresses are replaced: one text by the next, pair by pair. */
    static String read(String path, String... replaced) {
        try {
            var text = Files.readString(EXAMPLES.resolve(path));
            text = text.substring(0, text.indexOf("\ntests:")) + "\n";
            text = text.replaceAll("(?m)^testDefaults:.*\n", "");
            for (var i = 0; i < replaced.length; i += 2) {
                text = text.replace(replaced[i], replaced[i + 1]);
            }
            return text;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
