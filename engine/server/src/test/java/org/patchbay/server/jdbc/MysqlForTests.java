package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.patchbay.exchange.Deadline;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;

/**
 * A real MySQL or MariaDB server for the tests of a run: the one that {@code PATCHBAY_TEST_DATASOURCE} names, else MySQL in a container
 * where there is Docker, else {@code mariadbd} of this machine as a process of its own. Without any of them the tests are skipped with
 * a sentence that says what is missing, and fail where {@code CI} is set.
 */
public final class MysqlForTests implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Optional<MysqlForTests> shared = Optional.empty();

    private final String base;
    private final Runnable end;
    private final Optional<Process> process;

    private MysqlForTests(String base, Optional<Process> process, Runnable end) {
        this.base = base;
        this.process = process;
        this.end = end;
    }

    /** The server that all tests of this run share. */
    public static synchronized MysqlForTests shared() {
        if (shared.isEmpty()) {
            var server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            shared = Optional.of(server);
        }
        return shared.orElseThrow();
    }

    private static MysqlForTests start() {
        var given = Optional.ofNullable(System.getenv("PATCHBAY_TEST_DATASOURCE"));
        if (given.isPresent()) {
            return new MysqlForTests(given.get(), Optional.empty(), () -> {});
        }
        return docker().or(MysqlForTests::mariadb).orElseGet(MysqlForTests::missing);
    }

    private static MysqlForTests missing() {
        var what =
                "no MySQL to test with: there is neither Docker nor `mariadbd`; install the Debian package mariadb-server";
        assertThat(System.getenv("CI")).as(what).isNull();
        Assumptions.abort(what);
        throw new IllegalStateException(what);
    }

    @SuppressWarnings("resource")
    private static Optional<MysqlForTests> docker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        var container = new MySQLContainer("mysql:8.4").withUsername("root").withPassword("test");
        container.start();
        var base = "mysql://root:test@" + container.getHost() + ":" + container.getMappedPort(3306) + "/";
        return Optional.of(new MysqlForTests(base, Optional.empty(), container::stop));
    }

    /** A server of its own, for tests that stop it or bring it to a standstill. */
    public static Optional<MysqlForTests> mariadb() {
        var program = List.of("/usr/sbin/mariadbd", "/usr/local/bin/mariadbd", "/usr/bin/mariadbd").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        return program.map(MysqlForTests::mariadb);
    }

    private static MysqlForTests mariadb(Path program) {
        try {
            var directory = Files.createTempDirectory("patchbay-mariadb");
            var data = directory.resolve("data");
            run(
                    directory,
                    "mariadb-install-db",
                    "--no-defaults",
                    "--datadir=" + data,
                    "--user=" + System.getProperty("user.name"),
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db");
            var port = freePort();
            var command = new ArrayList<>(List.of(
                    program.toString(),
                    "--no-defaults",
                    "--user=" + System.getProperty("user.name"),
                    "--datadir=" + data,
                    "--socket=" + directory.resolve("s"),
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--skip-log-bin",
                    "--skip-name-resolve",
                    "--innodb-buffer-pool-size=64M",
                    "--character-set-server=utf8mb4"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            var server = new MysqlForTests(
                    "mysql://root:@127.0.0.1:" + port + "/", Optional.of(process), () -> end(process, directory));
            server.awaitAnswer();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void run(Path directory, String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("install.log").toFile())
                .start();
        try {
            assertThat(process.waitFor())
                    .as(() -> "see " + directory.resolve("install.log"))
                    .isZero();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() {
        var deadline = Deadline.in(PATIENCE);
        while (!answers()) {
            assertThat(deadline.passed()).as("the server answers in time").isFalse();
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        var address = MysqlAddress.parse(base + "mysql");
        try (var connection = DriverManager.getConnection(
                address.url(),
                address.user().orElse(""),
                address.password().map(password -> password.reveal()).orElse(""))) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void end(Process process, Path directory) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException leftOver) {
            throw new IllegalStateException(leftOver);
        }
    }

    /** The address of a fresh, empty database. */
    public String database() {
        var name = "patchbay_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("drop database if exists " + name);
        execute("create database " + name);
        return base + name;
    }

    /** Has the server do something, as its administrator. */
    public void execute(String sql) {
        var address = MysqlAddress.parse(base + "mysql");
        try (var connection = DriverManager.getConnection(
                        address.url(),
                        address.user().orElse(""),
                        address.password().map(password -> password.reveal()).orElse(""));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The server's process, where it is one of ours. */
    public Process process() {
        return process.orElseThrow();
    }

    @Override
    public void close() {
        end.run();
    }
}
