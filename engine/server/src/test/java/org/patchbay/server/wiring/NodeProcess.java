package org.patchbay.server.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A server in a process of its own, which a test may kill, stop and wake up. */
final class NodeProcess implements AutoCloseable {
    static final String KEY = "sk_inst_" + "0123456789abcdef0123456789abcdef";

    /** How a process ends that was told to stop at a place. */
    static final int HALTED = 75;

    private final Process process;
    private final String address;

    private NodeProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one, with more words for the virtual machine; it answers when this returns, and ends when memory is not enough. */
    static NodeProcess start(Path documents, Path data, Optional<String> datasource, String... options)
            throws IOException {
        var builder = builder(documents, data, datasource, options);
        builder.environment().put("PATCHBAY_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        return started(builder);
    }

    /** Starts one whose master key is in a file among its data. */
    static NodeProcess startWithKeyFile(Path documents, Path data, Optional<String> datasource) throws IOException {
        return started(builder(documents, data, datasource));
    }

    private static ProcessBuilder builder(Path documents, Path data, Optional<String> datasource, String... options) {
        var all = new ArrayList<>(List.of("-Xmx192m", "-XX:+ExitOnOutOfMemoryError"));
        all.addAll(List.of(options));
        var builder = Jvm.of(NodeProcess.class, all, documents.toString(), data.toString(), datasource.orElse("-"));
        builder.environment().put("PATCHBAY_INSTALLATION_KEY", KEY);
        builder.environment().put("PATCHBAY_LEASE", "3s");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static NodeProcess started(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        var lines = process.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("listening ")) {
                Thread.ofVirtual()
                        .start(() -> lines.lines().forEach(l -> System.out.println("N" + process.pid() + " " + l)));
                return new NodeProcess(process, line.substring("listening ".length()));
            }
        }
        if (isHalted(process)) {
            return new NodeProcess(process, "");
        }
        throw new IllegalStateException("the node did not start");
    }

    /** It may have been told to stop at a place that it comes to before it answers. */
    private static boolean isHalted(Process process) {
        try {
            return process.waitFor() == HALTED;
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    /** What runs in the process. */
    public static void main(String[] arguments) throws InterruptedException {
        var settings = ServerSettings.of(Path.of(arguments[0]), Path.of(arguments[1]))
                .at(0)
                .with(Watching.OFF);
        var server = Server.start(arguments[2].equals("-") ? settings : settings.on(arguments[2]), _ -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("listening " + server.address());
        new CountDownLatch(1).await();
    }

    /** Where it answers; empty when it ended before. */
    String address() {
        return address;
    }

    /** Number of the process. */
    long pid() {
        return process.pid();
    }

    /** SIGKILL: it does nothing more. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; gives its exit code once it is gone. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor();
    }

    /** Its exit code, once it has ended by itself. */
    int ended() {
        Site.until(Trial.PATIENCE, () -> !process.isAlive());
        return process.exitValue();
    }

    /** SIGSTOP: it stands still, and notices nothing of it. */
    void stop() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT. */
    void wakeUp() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        new ProcessBuilder("kill", which, Long.toString(process.pid())).start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
