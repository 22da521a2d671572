package org.patchbay.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Secret;
import org.patchbay.spi.SecretSource;
import org.patchbay.store.Store;

/** Where a command looks for what <code>${…}</code> stands for; the store of the data directory is opened when a document asks for it. */
final class StoredSecrets implements AutoCloseable {
    private final List<SecretSource> sources;
    private Optional<Store> opened = Optional.empty();

    private StoredSecrets(List<SecretSource> sources) {
        this.sources = sources;
    }

    private StoredSecrets(Equipment equipment, Terminal terminal, Path data) {
        this.sources = List.of(
                SecretSources.environment(terminal.environment()),
                SecretSources.files(),
                new Stored("secret", true, name -> find(equipment, data, name)));
    }

    /** Every name is found. */
    static StoredSecrets pretended() {
        return new StoredSecrets(SecretSources.pretended());
    }

    /** The environment, files, and the store of that data directory if there is one. */
    static StoredSecrets of(Equipment equipment, Terminal terminal, Path data) {
        return new StoredSecrets(equipment, terminal, data);
    }

    /** The same, and where one is not found, a text stands for it and the terminal is told. */
    StoredSecrets orPretended(Terminal terminal) {
        var told = new HashSet<String>();
        return new StoredSecrets(sources.stream()
                .<SecretSource>map(source -> new Stored(
                        source.word(),
                        source.isSecret(),
                        name -> source.find(name).or(() -> {
                            var reference = "${" + source.word() + ":" + name + "}";
                            if (told.add(reference)) {
                                terminal.err().println(reference + " is not found here; `test` stands for it.");
                            }
                            return Optional.of(Secret.of("test"));
                        })))
                .toList());
    }

    List<SecretSource> sources() {
        return sources;
    }

    private Optional<Secret> find(Equipment equipment, Path data, String name) {
        if (opened.isEmpty() && Files.isDirectory(data)) {
            opened = Optional.of(equipment.openStore(data));
        }
        return opened.flatMap(store -> store.secrets().find(name));
    }

    @Override
    public void close() {
        opened.ifPresent(Store::close);
    }

    private interface Finder {
        Optional<Secret> find(String name);
    }

    private record Stored(String word, boolean isSecret, Finder finder) implements SecretSource {
        @Override
        public Optional<Secret> find(String name) {
            return finder.find(name);
        }
    }
}
