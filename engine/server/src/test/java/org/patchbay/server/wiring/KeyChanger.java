package org.patchbay.server.wiring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;

/** {@code patchbay secret rotate} again and again beside a server, in a process of its own, until it is killed. */
final class KeyChanger implements AutoCloseable {
    private final Process process;
    private final CountDownLatch silent = new CountDownLatch(1);
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    /** Every key that was the store's since it began. */
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();

    private KeyChanger(Process process) {
        this.process = process;
    }

    static KeyChanger start(Path data, Optional<String> datasource) throws IOException {
        var builder = Jvm.of(KeyChanger.class, List.of("-Xmx96m"), data.toString());
        datasource.ifPresent(address -> builder.environment().put("PATCHBAY_DATASOURCE", address));
        var changer = new KeyChanger(builder.redirectError(Redirect.DISCARD).start());
        Thread.ofVirtual().start(changer::listen);
        return changer;
    }

    private void listen() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                (line.startsWith("key ") ? keys : refused).add(line.substring(line.indexOf(' ') + 1));
            }
        } catch (IOException closed) {
            // It is gone.
        } finally {
            silent.countDown();
        }
    }

    /** What runs in the process. */
    public static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        while (true) {
            var exit = Cli.run(new ServerEquipment(), terminal(data), "secret", "rotate");
            var said = exit == 0
                    ? "key " + Files.readString(data.resolve("master.key")).strip()
                    : "refused " + exit;
            System.out.println(said);
        }
    }

    private static Terminal terminal(Path data) {
        return new Terminal(
                new ByteArrayInputStream(new byte[0]),
                System.err,
                System.err,
                Map.of("PATCHBAY_DATA", data.toString()),
                data,
                ZoneOffset.UTC,
                Look.PIPED);
    }

    /** Until it has changed the key so often. */
    void awaitChanges(int number) {
        Site.until(() -> keys.size() >= number || !refused.isEmpty());
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    /** What it could not do. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** SIGKILL. Returns when it is gone and all that it had said is heard. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        silent.await();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
