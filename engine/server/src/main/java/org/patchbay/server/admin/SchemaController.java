package org.patchbay.server.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import org.patchbay.config.SchemaWriter;

/** {@code /schema.json}: the JSON Schema of documents, for editors. */
@Controller("/schema.json")
@Produces(MediaType.ALL)
final class SchemaController {
    private static final MediaType SCHEMA = new MediaType("application/schema+json");

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> schema() {
        return HttpResponse.ok(SchemaWriter.write().getBytes(StandardCharsets.UTF_8))
                .contentType(SCHEMA);
    }
}
