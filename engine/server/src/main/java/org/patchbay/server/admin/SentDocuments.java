package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** Documents that come with a request, to be laid over those of the source. */
final class SentDocuments {
    private SentDocuments() {}

    /**
     * The texts by path; none when the body names none.
     *
     * @throws Declined one of them is no text
     */
    static Map<String, String> of(ObjectNode body) {
        var documents = new TreeMap<String, String>();
        Optional.ofNullable(body.get("documents"))
                .ifPresent(given -> given.properties().forEach(document -> {
                    if (!document.getValue().isTextual()) {
                        throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "`documents` is a map of path to text")
                                .at(pointer(document.getKey()), "a text was expected")
                                .declined();
                    }
                    documents.put(document.getKey(), document.getValue().textValue());
                }));
        return documents;
    }

    private static String pointer(String path) {
        return "/documents/" + path.replace("~", "~0").replace("/", "~1");
    }
}
