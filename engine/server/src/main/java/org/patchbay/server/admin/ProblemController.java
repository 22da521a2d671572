package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Arrays;
import org.patchbay.definition.Nearest;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** {@code /problems/<code>}: the page that each problem's {@code type} leads to. */
@Controller("/problems")
final class ProblemController {
    @Get
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> all() {
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        for (var code : ProblemCode.values()) {
            items.addObject()
                    .put("type", code.page())
                    .put("status", code.status())
                    .put("title", code.title());
        }
        return Answers.ok(page);
    }

    @Get("/{code}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> one(HttpRequest<?> request, String code) {
        var words = Arrays.stream(ProblemCode.values()).map(ProblemCode::word).toList();
        var found = ProblemCode.of(code)
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.NOT_FOUND,
                                "there is no problem `" + code + "`; " + Nearest.help(code, words))
                        .declined());
        return Answers.text(
                found.word() + " (" + found.status() + ")\n\n" + found.title() + ".\n\n" + found.advice() + "\n\n"
                        + (found.retryable()
                                ? "The same request may succeed later.\n"
                                : "The same request will be answered the same.\n"));
    }
}
