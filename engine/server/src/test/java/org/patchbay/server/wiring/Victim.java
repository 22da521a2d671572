package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.patchbay.server.wiring.BareEngine.Order;

/** A {@link BareEngine} as seen by the test: it stands by, is told to go on, and is killed. */
final class Victim implements AutoCloseable {
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path complaints;
    private final CountDownLatch silent = new CountDownLatch(1);

    private Victim(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
    }

    /** Starts one, which stands by. */
    static Victim standby() {
        try {
            var complaints = Files.createTempFile("patchbay-victim", ".log");
            var process = Jvm.of(BareEngine.class, List.of("-Xmx256m"))
                    .redirectError(complaints.toFile())
                    .start();
            return new Victim(process, complaints);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has it go on; what it says goes there, word by word. */
    void go(List<Order> orders, Consumer<List<String>> heard) {
        try {
            for (var order : orders) {
                process.getOutputStream().write((order.line() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(() -> listen(heard));
    }

    private void listen(Consumer<List<String>> heard) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            read(lines, heard);
        } catch (IOException closed) {
            // It is gone.
        } finally {
            silent.countDown();
        }
    }

    private void read(BufferedReader lines, Consumer<List<String>> heard) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var words = List.of(line.split(" ", -1));
            if (words.getLast().equals(".")) {
                heard.accept(words);
            }
        }
    }

    /** Returns when that is the case; it must not end before by itself. */
    void until(BooleanSupplier condition) {
        Site.until(Trial.PATIENCE, () -> !process.isAlive() || condition.getAsBoolean());
        assertThat(process.isAlive()).as(this::complaint).isTrue();
    }

    private String complaint() {
        try {
            return "it runs until it is killed:\n" + Files.readString(complaints);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** SIGKILL. Returns when it is gone and all that it had said is heard. */
    void kill() throws InterruptedException {
        // Through its handle: Process.destroyForcibly would also throw away what was not read yet.
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor()).as(this::complaint).isEqualTo(KILLED);
        silent.await();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(complaints);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
