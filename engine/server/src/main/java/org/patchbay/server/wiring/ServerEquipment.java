package org.patchbay.server.wiring;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.definition.Secret;
import org.patchbay.server.cli.Equipment;
import org.patchbay.server.cli.Running;
import org.patchbay.server.cli.Serving;
import org.patchbay.server.jdbc.MasterKeyChange;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlStore;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.server.wiring.ServerSettings.Source;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;

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
        var source = switch (serving.source()) {
            case FILES -> Source.FILES;
            case DATABASE -> Source.DATABASE;
        };
        return new ServerSettings(
                serving.config(),
                serving.data(),
                serving.datasource(),
                source,
                serving.host(),
                serving.port(),
                watching);
    }

    @Override
    public Store openStore(Path data) {
        var masterKey = Assembly.variable("PATCHBAY_MASTER_KEY").map(Secret::of);
        return Assembly.variable("PATCHBAY_DATASOURCE")
                .map(MysqlAddress::parse)
                .<Store>map(address -> MysqlStore.open(address, data, masterKey))
                .orElseGet(() -> SqliteStore.openBeside(data, masterKey));
    }

    @Override
    public Store openStoreAlone(Path data) {
        var masterKey = Assembly.variable("PATCHBAY_MASTER_KEY").map(Secret::of);
        return Assembly.variable("PATCHBAY_DATASOURCE")
                .map(MysqlAddress::parse)
                .<Store>map(address -> MysqlStore.open(address, data, masterKey))
                .orElseGet(() -> SqliteStore.open(begun(data), masterKey));
    }

    private static Path begun(Path data) {
        if (!Files.exists(data.resolve("patchbay.db"))) {
            throw new StoreUnavailable("there is no store in " + data);
        }
        return data;
    }

    @Override
    public Optional<Path> changeMasterKey(Path data, Optional<Secret> next) {
        var current = Assembly.variable("PATCHBAY_MASTER_KEY").map(Secret::of);
        var keys = new MasterKeyChange.Keys(current, next);
        return Assembly.variable("PATCHBAY_DATASOURCE")
                .map(MysqlAddress::parse)
                .map(address -> MasterKeyChange.inDatabase(address, data, keys))
                .orElseGet(() -> MasterKeyChange.inFiles(data, keys));
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
