package org.patchbay.server.cli;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.definition.Secret;
import org.patchbay.server.cli.Serving.Watching;
import org.patchbay.server.cli.demo.Partners;
import org.patchbay.server.cli.demo.Partners.Opinion;
import org.patchbay.server.cli.demo.Partners.Ports;
import org.patchbay.server.http.KeyMint;
import org.patchbay.store.Keys;

/**
 * A server with pretend partners, all on this machine.
 *
 * @param key what a phone system's back end of call centre CC-1001 shows
 */
record Demo(Partners partners, Running server, Secret key, Path config) implements AutoCloseable {
    private static final Ports USUAL = new Ports(8091, 8092);
    private static final String CALL_CENTRE = "CC-1001";

    /**
     * Where a demonstration takes place, and who is told of it.
     *
     * @param port of the server; 0 takes any free one
     * @param opinions takes what partners think of requests
     * @param say takes sentences of the server
     */
    record Stage(Path directory, int port, Watching watching, Consumer<Opinion> opinions, Consumer<String> say) {}

    /** Starts both, at the ports that earlier documents name, else at the usual ones, else at any. */
    static Demo start(Equipment equipment, Stage stage) {
        var config = stage.directory().resolve("config");
        var partners = partners(config, stage);
        try {
            DemoFiles.write(config, partners.ports());
            var data = stage.directory().resolve("data");
            var key = prepare(equipment, data);
            var serving = new Serving(
                    config, data, Optional.empty(), Serving.Source.FILES, "127.0.0.1", stage.port(), stage.watching());
            return new Demo(partners, equipment.start(serving, stage.say()), key, config);
        } catch (RuntimeException failure) {
            partners.close();
            throw failure;
        }
    }

    private static Partners partners(Path config, Stage stage) {
        var before = DemoFiles.ports(config);
        try {
            return Partners.open(before.orElse(stage.port() == 0 ? Ports.ANY : USUAL), stage.opinions());
        } catch (UncheckedIOException taken) {
            if (before.isPresent()) {
                throw Complaint.notSo(
                        String.valueOf(taken.getMessage()),
                        "stop what uses it, or remove " + stage.directory() + " so that other ports are taken");
            }
            return Partners.open(Ports.ANY, stage.opinions());
        }
    }

    /** The store gets the partners' secrets and a key of this start's own; the keys of earlier starts are good no more. */
    private static Secret prepare(Equipment equipment, Path data) {
        try (var store = equipment.openStore(data)) {
            Partners.secrets().forEach((name, value) -> store.secrets().put(name, Secret.of(value), Instant.now()));
            store.keys().list().stream()
                    .filter(key -> key.kind() == Keys.Kind.SK)
                    .forEach(key -> store.keys().revoke(key.id()));
            var key = KeyMint.secret(Optional.of(CALL_CENTRE), Instant.now());
            store.keys().put(key.key());
            return Secret.of(key.text());
        }
    }

    /** The server, asked as a phone system's back end would. */
    Remote remote() {
        return new Remote(URI.create(server.address().toString()), Optional.of(key));
    }

    @Override
    public void close() {
        server.close();
        partners.close();
    }
}
