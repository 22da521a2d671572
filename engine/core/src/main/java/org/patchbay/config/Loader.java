package org.patchbay.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.spi.SecretSource;

/** Makes definitions of documents; immutable, for any number of threads. */
public final class Loader {
    private static final int DOCUMENTS = 10_000;
    private final List<SecretSource> sources;
    private final Map<String, String> shipped;

    /** A loader that looks for <code>${…}</code> in these sources. */
    public Loader(List<SecretSource> sources) {
        this.sources = List.copyOf(sources);
        this.shipped = Shipped.documents();
    }

    /** A loader for tests of templates: every <code>${…}</code> is the text {@code test}. */
    public static Loader forTests() {
        return new Loader(SecretSources.pretended());
    }

    /** What the documents, path to text, come to; never throws because of what stands in them. */
    public Loaded load(Map<String, String> documents) {
        return load(documents, List.of());
    }

    /** The same with integrators that stand in no document, each given by its keys. */
    public Loaded load(Map<String, String> documents, List<ObjectNode> integrators) {
        var sorted = new TreeMap<>(documents);
        var problems = new Problems();
        var replacer = new Replacer(sources, problems);
        var assembler = new Assembler(problems, replacer);
        shipped.forEach((path, text) -> assembler.add(new Reader(problems).read(path, text)));
        if (sorted.size() > DOCUMENTS) {
            var first = new At(sorted.firstKey(), 1, 1, 1, "");
            problems.add(
                    "PB903",
                    first,
                    sorted.size() + " documents; 10000 are allowed",
                    "write several parts into one document, between lines of ---");
        } else {
            sorted.forEach((path, text) -> assembler.add(new Reader(problems).read(path, text)));
        }
        integrators.forEach(content -> assembler.add(TreeReader.integrator(content)));
        return new Conclusion(assembler.assemble(), problems, replacer.putIn()).loaded(hash(sorted));
    }

    /** SHA-256 over sorted paths and texts, each followed by a zero byte. */
    static String hash(SortedMap<String, String> documents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            documents.forEach((path, text) -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(
                        text.substring(0, Math.min(text.length(), Bounds.BYTES)).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
