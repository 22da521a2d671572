package org.patchbay.server.admin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Said;

/**
 * Documents that come with a request, to be laid over those of the source.
 *
 * @param texts by path
 * @param removed paths of documents that are taken away
 */
public record SentDocuments(Map<String, String> texts, Set<String> removed) {
    /** Where they stand in a body. */
    static final String KEY = "documents";

    /** Nothing came: the source as it is. */
    public static final SentDocuments NONE = new SentDocuments(Map.of(), Set.of());

    public SentDocuments {
        texts = Map.copyOf(texts);
        removed = Set.copyOf(removed);
    }

    /**
     * What a body names; nothing when it names none.
     *
     * @throws Declined they are no object, or one of them is neither a text nor null
     */
    static SentDocuments of(Said said) {
        var texts = new TreeMap<String, String>();
        var removed = new TreeSet<String>();
        said.object(KEY)
                .ifPresent(given -> given.properties().forEach(document -> {
                    if (document.getValue().isTextual()) {
                        texts.put(document.getKey(), document.getValue().textValue());
                    } else if (document.getValue().isNull()) {
                        removed.add(document.getKey());
                    } else {
                        throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "`documents` is a map of path to text")
                                .at(
                                        Json.pointer(KEY) + Json.pointer(document.getKey()),
                                        "a text was expected, or null to remove the document")
                                .declined();
                    }
                }));
        return new SentDocuments(texts, removed);
    }
}
