package org.patchbay.server.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.Info;
import org.patchbay.definition.Option;
import org.patchbay.engine.Live;
import org.patchbay.flow.Tenant;

/** The tick boxes that agents of a call centre have: those of its integrators' templates, in their order. */
record Boxes(List<Box> all) {
    /** A tick box with what it says before the agent has touched it. */
    record Box(String name, String label, String integrator, boolean ticked) {}

    static Boxes of(Live live, String callCentre) {
        var found = new LinkedHashMap<String, Box>();
        for (var tenant : live.of(callCentre)) {
            of(live, tenant).all().forEach(box -> found.putIfAbsent(box.name(), box));
        }
        return new Boxes(new ArrayList<>(found.values()));
    }

    /** Those of one integrator. */
    static Boxes of(Live live, Tenant tenant) {
        var found = new LinkedHashMap<String, Box>();
        options(live, tenant).forEach(option -> found.putIfAbsent(option.name().text(), box(tenant, option)));
        return new Boxes(new ArrayList<>(found.values()));
    }

    Set<String> names() {
        return all.stream().map(Box::name).collect(Collectors.toSet());
    }

    private static Stream<Option> options(Live live, Tenant tenant) {
        var listed = live.definitions().screen(tenant.integrator()).info().map(Info::listOptions);
        return Stream.concat(
                tenant.program().template().options().stream(), listed.stream().flatMap(List::stream));
    }

    private static Box box(Tenant tenant, Option option) {
        var name = option.name().text();
        var language = tenant.locality().locale().toLanguageTag();
        var ticked = tenant.integrator().options().getOrDefault(name, option.ticked());
        return new Box(name, option.label().map(label -> label.in(language)).orElse(name), tenant.name(), ticked);
    }
}
