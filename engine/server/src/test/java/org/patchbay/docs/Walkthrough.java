package org.patchbay.docs;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Does what a page says, from its first block to its last, in one shell and an empty directory: writes the files, runs the commands. The
 * ports that pages name are exchanged for free ones. What a page leaves running is in the session of that shell and ends with it.
 */
final class Walkthrough {
    private static final int MINUTES = 3;

    private final Page page;
    private final Path directory;
    private final Map<String, String> ports = new LinkedHashMap<>();

    Walkthrough(Page page, Path directory) throws IOException {
        this.page = page;
        this.directory = directory;
        var partners = freePair();
        ports.put("8091", Integer.toString(partners));
        ports.put("8092", Integer.toString(partners + 1));
        ports.put("8080", Integer.toString(free(0)));
    }

    private static int free(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A free port whose successor is free too. */
    private static int freePair() throws IOException {
        while (true) {
            var first = free(0);
            try {
                return free(first + 1) - 1;
            } catch (IOException taken) {
                // another pair
            }
        }
    }

    /** What each block of commands printed, by its index. */
    Map<Integer, String> walk() throws IOException, InterruptedException {
        var work = Files.createDirectories(directory.resolve("work"));
        var script = directory.resolve("script");
        Files.writeString(script, script());
        var log = directory.resolve("log").toFile();
        var process = process(script, work, log).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            throw new AssertionError(page.name() + " takes longer than " + MINUTES + " minutes\n" + said());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(page.name() + " stops in " + Files.readString(log.toPath()) + said());
        }
        var printed = new LinkedHashMap<Integer, String>();
        for (var i = 0; i < page.blocks().size(); i++) {
            if (page.blocks().get(i).language().equals("sh")) {
                printed.put(i, usual(Files.readString(printed(i))));
            }
        }
        return printed;
    }

    private ProcessBuilder process(Path script, Path work, File log) throws IOException {
        var builder = new ProcessBuilder("setsid", "sh", script.toString()).directory(work.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PATCHBAY"));
        environment.put("PATH", command().getParent() + File.pathSeparator + environment.get("PATH"));
        environment.put("PATCHBAY_URL", "http://localhost:" + ports.get("8080"));
        return builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log);
    }

    /** The command {@code patchbay}, made of the classes that are tested. */
    private Path command() throws IOException {
        var command = Files.createDirectories(directory.resolve("bin")).resolve("patchbay");
        Files.writeString(
                command, """
                #!/bin/sh
                exec "%s/bin/java" -XX:TieredStopAtLevel=1 -Xshare:auto -Duser.timezone=Asia/Kathmandu -Duser.language=tr \\
                  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
                  -cp "%s" org.patchbay.server.wiring.Main "$@"
                """.formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return command;
    }

    private String script() throws IOException {
        var script = new StringBuilder("set -eu\ntrap 'trap \"\" TERM; kill 0; wait' EXIT\n");
        for (var i = 0; i < page.blocks().size(); i++) {
            var block = page.blocks().get(i);
            if (block.language().equals("sh")) {
                script.append("echo '").append(page.at(block)).append("'\n").append(commands(block, printed(i)));
            } else if (block.file().isPresent() && !block.is("bad")) {
                var text = directory.resolve("block-" + i);
                Files.writeString(text, moved(block.text()));
                var file = block.file().get();
                script.append("mkdir -p \"$(dirname '%s')\"; cp '%s' '%s'\n".formatted(file, text, file));
            }
        }
        return script.toString();
    }

    private String commands(Block block, Path printed) {
        var group = "{\n" + moved(block.text()) + "} >'" + printed + "' 2>&1";
        return block.is("fails") ? "if " + group + "; then echo 'must fail and does not'; exit 1; fi\n" : group + "\n";
    }

    private Path printed(int index) {
        return directory.resolve("printed-" + index);
    }

    private String moved(String text) {
        var moved = text;
        for (var port : ports.entrySet()) {
            moved = moved.replace(port.getKey(), port.getValue());
        }
        return moved;
    }

    private String usual(String text) {
        var usual = text;
        for (var port : ports.entrySet()) {
            usual = usual.replace(port.getValue(), port.getKey());
        }
        return usual;
    }

    private String said() throws IOException {
        var said = new StringBuilder();
        for (var i = 0; i < page.blocks().size(); i++) {
            if (Files.exists(printed(i))) {
                said.append("--- ")
                        .append(page.at(page.blocks().get(i)))
                        .append('\n')
                        .append(Files.readString(printed(i)));
            }
        }
        return said.toString();
    }
}
