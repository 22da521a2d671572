package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.patchbay.engine.CallFile;
import org.patchbay.workbench.why.About;
import org.patchbay.workbench.why.Finding;
import org.patchbay.workbench.why.Why;

/** Why something did not come of a call, as JSON. */
final class WhyJson {
    private WhyJson() {}

    static ObjectNode of(CallFile file, Why.Told told) {
        var json = CallJson.head(file);
        json.put("revision", file.revision());
        json.set("missing", words(told.missing()));
        var events = json.putArray("events");
        for (var event : told.events()) {
            var item = events.addObject();
            item.put("execution", event.execution().id());
            item.put("trigger", event.execution().trigger());
            item.put("at", event.execution().startedAt().toString());
            item.put("status", event.execution().status().word());
            item.put("revision", event.execution().revision());
            item.set("missing", words(event.missing()));
            item.set("findings", findings(event.findings()));
        }
        json.set("untold", findings(told.untold()));
        return json;
    }

    private static ArrayNode words(Set<About> missing) {
        var list = JsonNodeFactory.instance.arrayNode();
        missing.stream().sorted().map(About::word).forEach(list::add);
        return list;
    }

    private static ArrayNode findings(List<Finding> findings) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var finding : findings) {
            var item = list.addObject();
            item.put("about", finding.about().word());
            item.put("code", finding.cause().word());
            item.put("good", finding.cause().isGood());
            finding.integrator().ifPresent(name -> item.put("integrator", name));
            finding.endpoint().filter(name -> !name.isEmpty()).ifPresent(name -> item.put("endpoint", name));
            item.put("detail", finding.detail());
            finding.due().ifPresent(due -> item.put("due", due.toString()));
            var next = item.putArray("next");
            finding.next().forEach(next::add);
        }
        return list;
    }
}
