package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;

/** {@code /info}: which server this is and what it serves. */
@Controller("/info")
final class AboutController {
    private final Engine engine;
    private final About about;

    AboutController(Engine engine, About about) {
        this.engine = engine;
        this.about = about;
    }

    @Get
    HttpResponse<byte[]> info() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", "Patchbay");
        json.put("version", about.version());
        json.put("node", about.node());
        json.put("startedAt", about.startedAt().toString());
        engine.live().ifPresent(live -> json.put("revision", live.number()).put("hash", live.hash()));
        return Answers.ok(json);
    }
}
