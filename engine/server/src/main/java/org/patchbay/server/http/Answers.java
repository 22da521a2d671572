package org.patchbay.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** Answers of the API. */
public final class Answers {
    static final MediaType PROBLEM = new MediaType("application/problem+json");

    private Answers() {}

    /** 200 with a JSON document. */
    public static MutableHttpResponse<byte[]> ok(JsonNode document) {
        return json(HttpStatus.OK, Json.bytes(document));
    }

    /** 200 with a list of documents. */
    public static MutableHttpResponse<byte[]> items(Stream<? extends JsonNode> documents) {
        var page = JsonNodeFactory.instance.objectNode();
        documents.forEach(page.putArray("items")::add);
        return ok(page);
    }

    /** A JSON document that is already written. */
    public static MutableHttpResponse<byte[]> json(HttpStatus status, byte[] document) {
        return HttpResponse.<byte[]>status(status).body(document).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** 200 with plain text. */
    public static MutableHttpResponse<byte[]> text(String text) {
        return HttpResponse.ok(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .contentType(new MediaType("text/plain; charset=utf-8"));
    }

    /** 204. */
    public static MutableHttpResponse<byte[]> nothing() {
        return HttpResponse.<byte[]>status(HttpStatus.NO_CONTENT);
    }

    /** A problem as a document, with the headers that belong to its status. */
    public static MutableHttpResponse<byte[]> problem(HttpRequest<?> request, ProblemDetails problem) {
        var document = Json.bytes(problem.toJson(Traces.id(request)));
        var status = HttpStatus.valueOf(problem.code().status());
        var response = HttpResponse.<byte[]>status(status).body(document).contentType(PROBLEM);
        if (status == HttpStatus.UNAUTHORIZED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        if (List.of(429, 503).contains(status.getCode()) || problem.code() == ProblemCode.IN_PROGRESS) {
            response.header("Retry-After", String.valueOf(problem.patience()));
        }
        return response;
    }
}
