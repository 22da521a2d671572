package org.patchbay.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Info;
import org.patchbay.definition.Problems;

/** What agents see of each integrator that lays something over its template. */
record Screens(Assembly all, Problems problems) {
    Map<String, Definitions.Screen> byIntegrator() {
        var screens = new HashMap<String, Definitions.Screen>();
        for (var integrator : all.integrators()) {
            var template = integrator.node().text("template").flatMap(name -> all.template(name.text()));
            var laysOver = Stream.of("iframe", "info")
                    .anyMatch(key -> integrator.node().map(key).isPresent());
            if (template.isPresent() && laysOver) {
                screens.put(
                        integrator.name(),
                        screen(integrator.node(), template.get().node()));
            }
        }
        return screens;
    }

    private Definitions.Screen screen(Node.Entries integrator, Node.Entries template) {
        return new Definitions.Screen(
                laid(Iframe.class, "iframe", integrator, template), laid(Info.class, "info", integrator, template));
    }

    private <T extends Record> Optional<T> laid(
            Class<T> type, String key, Node.Entries integrator, Node.Entries template) {
        var below = template.map(key);
        var above =
                integrator.map(key).map(map -> key.equals("iframe") ? new TriggerNames(problems).buttons(map) : map);
        var merged = above.map(map -> below.map(map::over).orElse(map)).or(() -> below);
        return merged.flatMap(map -> new Binder(problems).bind(type, map));
    }
}
