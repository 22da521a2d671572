package org.patchbay.server.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.patchbay.definition.Secret;
import org.patchbay.server.cli.Equipment;
import org.patchbay.server.cli.Running;
import org.patchbay.server.cli.Serving;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.store.Store;

/** What commands get of the rooms that they cannot see. */
final class ServerEquipment implements Equipment {

    @Override
    public Running start(Serving serving, Consumer<String> say) {
        return new Started(Server.start(settings(serving), say));
    }

    private static ServerSettings settings(Serving serving) {
        var watching = switch (serving.watching()) {
            case ON -> Watching.ON;
            case OFF -> Watching.OFF;
        };
        return new ServerSettings(serving.config(), serving.data(), serving.host(), serving.port(), watching);
    }

    @Override
    public Store openStore(Path data) {
        return SqliteStore.openBeside(
                data, Assembly.variable("PATCHBAY_MASTER_KEY").map(Secret::of));
    }

    private record Started(Server server) implements Running {
        @Override
        public URI address() {
            return server.address();
        }

        @Override
        public String summary() {
            return server.summary();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
