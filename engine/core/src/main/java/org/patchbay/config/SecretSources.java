package org.patchbay.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.definition.Secret;
import org.patchbay.spi.SecretSource;
import org.patchbay.store.Secrets;

/** The sources that need no plugin: environment, files and the encrypted store. */
public final class SecretSources {
    private static final long LARGEST_FILE = 1 << 16;

    private SecretSources() {}

    /** <code>${env:NAME}</code>. Names of hosts and the like come from there too, so what it finds is no secret by itself. */
    public static SecretSource environment(Map<String, String> variables) {
        return new Source(
                "env", false, name -> Optional.ofNullable(variables.get(name)).map(Secret::of));
    }

    /** <code>${file:/path}</code>, without the last line break; files of 64 KiB and less. */
    public static SecretSource files() {
        return new Source("file", true, name -> read(name, List.of()));
    }

    /** The same, but for what is in these directories, wherever links lead: as if it were not there. */
    public static SecretSource filesOutside(Path... directories) {
        return new Source("file", true, name -> read(name, List.of(directories)));
    }

    /** <code>${secret:name}</code>, from the encrypted store. */
    public static SecretSource stored(Secrets secrets) {
        return new Source("secret", true, secrets::find);
    }

    /** Paths of the documents, by path, that name a secret of the store, in order; a comment names it too. */
    public static List<String> naming(Map<String, String> documents, String secret) {
        return documents.entrySet().stream()
                .filter(document -> document.getValue().contains("${secret:" + secret + "}"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Sources that find the text {@code test} whatever is asked for, so that tests need nobody's secrets. */
    public static List<SecretSource> pretended() {
        return List.of(pretended("env"), pretended("file"), pretended("secret"));
    }

    private static SecretSource pretended(String word) {
        return new Source(word, false, _ -> Optional.of(Secret.of("test")));
    }

    private static Optional<Secret> read(String name, List<Path> closed) {
        try {
            var path = Path.of(name).toRealPath();
            for (var directory : closed) {
                if (Files.exists(directory) && path.startsWith(directory.toRealPath())) {
                    return Optional.empty();
                }
            }
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_FILE) {
                return Optional.empty();
            }
            var text = Files.readString(path, StandardCharsets.UTF_8);
            return Optional.of(Secret.of(text.replaceFirst("\\r?\\n\\z", "")));
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** What to do when a value was not found. */
    static String help(String word, String name) {
        return switch (word) {
            case "env" -> "set the environment variable " + name + " where the server starts";
            case "file" -> "the server must be able to read that file, of 64 KiB at most";
            case "secret" -> "patchbay secret set " + name;
            default -> "";
        };
    }

    private record Source(String word, boolean isSecret, Function<String, Optional<Secret>> finder)
            implements SecretSource {
        @Override
        public Optional<Secret> find(String name) {
            return finder.apply(name);
        }
    }
}
