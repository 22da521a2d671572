package org.patchbay.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;

/** Makes the final bytes of a draft; the same draft gives the same bytes. */
public final class Wire {
    /** Largest request, in bytes: target, headers and body together. */
    public static final int LARGEST = 1024 * 1024;

    private static final byte[] NOTHING = {};

    private Wire() {}

    /**
     * The request as it is sent.
     *
     * @throws Refusal when a name or value cannot be put where it is, or the request is too large
     */
    public static Request request(Draft draft) {
        var target = target(draft);
        var headers = Fields.of(draft);
        var body = bytes(draft.body());
        if (target.length() + length(headers) + body.length > LARGEST) {
            throw Characters.refusal("the request is larger than " + LARGEST / 1024 + " KiB");
        }
        return new Request(draft.method(), draft.origin(), target, headers, body);
    }

    private static int length(List<Pair> headers) {
        var length = 0;
        for (var header : headers) {
            length += header.name().length() + header.value().length() + 4;
        }
        return length;
    }

    /** The exact bytes of a body. */
    public static byte[] bytes(Body body) {
        return switch (body) {
            case Body.None _ -> NOTHING;
            case Body.Json(var tree) -> Characters.utf8(Json.text(tree));
            case Body.Form(var fields) -> form(fields).getBytes(StandardCharsets.US_ASCII);
            case Body.Multipart multipart -> Multipart.bytes(multipart);
            case Body.Xml(var tree) -> Xml.bytes(tree);
            case Body.Text(var text) -> Characters.utf8(text);
        };
    }

    /** The bytes of a body that has to be written: half a surrogate pair is replaced by U+FFFD. */
    public static byte[] toldBytes(Body body) {
        return switch (body) {
            case Body.Json(var tree) -> told(Json.text(tree));
            case Body.Text(var text) -> told(text);
            case Body.None _, Body.Form _, Body.Multipart _, Body.Xml _ -> bytes(body);
        };
    }

    private static byte[] told(String text) {
        return Characters.utf8(Characters.mended(text, _ -> true));
    }

    /** Path and query as they stand in the first line of the request. */
    public static String target(Draft draft) {
        return Target.of(draft);
    }

    /** Pairs as a query, without the question mark. */
    public static String query(List<Pair> pairs) {
        var out = new StringBuilder();
        Target.query(pairs, out);
        return out.toString();
    }

    /** Pairs as application/x-www-form-urlencoded. */
    public static String form(List<Pair> fields) {
        var out = new StringBuilder();
        for (var field : fields) {
            if (!out.isEmpty()) {
                out.append('&');
            }
            Encoders.form(field.name(), out);
            out.append('=');
            Encoders.form(field.value(), out);
        }
        return out.toString();
    }

    /** A tree as compact JSON text. */
    public static String json(JsonNode tree) {
        return Json.text(tree);
    }

    /** Bytes of a text in UTF-8; half a surrogate pair is refused. */
    public static byte[] utf8(String text) {
        return Characters.utf8(text);
    }

    /** Content-Type that belongs to a body; empty when there is no body. */
    public static Optional<String> contentType(Body body) {
        return Fields.contentType(body);
    }

    /** Why a header may not be called so, in words for an admin; empty when it may. */
    public static Optional<String> wrongHeaderName(String name) {
        return Fields.complaint(name);
    }

    /** Why a request may not have such a path, in words for an admin; empty when it may. */
    public static Optional<String> wrongPath(String path) {
        try {
            Target.check(path);
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.failure().message());
        }
    }

    /** Whether a cookie may be called so (RFC 6265 §4.1.1). */
    public static boolean isCookieName(String name) {
        return Fields.isToken(name);
    }

    /** Whether an element or attribute of an XML body may be called so. */
    public static boolean isXmlName(String name) {
        return Xml.isName(name);
    }
}
