package org.patchbay.workbench.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** All importers, by the word for the system whose descriptions they read. */
public final class Importers {
    private static final Map<String, Function<List<String>, Imported>> ALL =
            Map.of("talkdesk", TalkdeskImport::of, "socialhub", texts -> SocialHubImport.of(only(texts)));

    private Importers() {}

    /** The words. */
    public static List<String> words() {
        return List.copyOf(new TreeSet<>(ALL.keySet()));
    }

    /**
     * What that system knows, as a document; empty when there is no importer for it.
     *
     * @throws Unreadable when the texts are not what that system writes
     */
    public static Optional<Imported> read(String word, List<String> texts) {
        return Optional.ofNullable(ALL.get(word)).map(importer -> importer.apply(texts));
    }

    private static String only(List<String> texts) {
        if (texts.size() != 1) {
            throw new Unreadable(texts.size() + " texts; a manifest is one");
        }
        return texts.getFirst();
    }
}
