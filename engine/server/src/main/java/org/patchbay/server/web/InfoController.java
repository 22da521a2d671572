package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.definition.Info;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;

/** {@code /integrators/{i}/info}: what a front-end needs to know about the partner's pages. */
@Controller("/api/v1/integrators/{integrator}/info")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InfoController {
    private final Gate gate;
    private final Tenants tenants;

    InfoController(Gate gate, Tenants tenants) {
        this.gate = gate;
        this.tenants = tenants;
    }

    @Get
    HttpResponse<byte[]> info(HttpRequest<?> request, String integrator) {
        var tenant = tenants.find(integrator, gate.front(request));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("integrator", tenant.name());
        var screen = tenants.live().definitions().screen(tenant.integrator());
        screen.info().ifPresent(info -> describe(json, info));
        var options = json.putArray("listOptions");
        Boxes.of(tenants.live(), tenant)
                .all()
                .forEach(box -> options.addObject()
                        .put("name", box.name())
                        .put("label", box.label())
                        .put("ticked", box.ticked()));
        return Answers.ok(json);
    }

    private static void describe(ObjectNode json, Info info) {
        info.clickToCall().ifPresent(tree -> json.set("clickToCall", tree.toJson()));
        var tooltips = json.putArray("renderTooltip");
        info.renderTooltip()
                .forEach(tooltip ->
                        tooltips.addObject().put("path", tooltip.path()).put("element", tooltip.element()));
        var users = json.putArray("userInfo");
        info.userInfo()
                .forEach(user -> users.addObject()
                        .put("field", user.field())
                        .put("path", user.path())
                        .put("element", user.element()));
    }
}
