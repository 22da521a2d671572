package org.patchbay.config;

/** Lays the defaults of a template's tests under one of them: key by key, and so the maps one level below. */
final class TestOverlay {
    private TestOverlay() {}

    static Node lay(Node test, Node.Entries defaults) {
        return test instanceof Node.Entries map ? merge(map, defaults, 1) : test;
    }

    private static Node.Entries merge(Node.Entries upper, Node.Entries lower, int levels) {
        var merged = upper.over(lower);
        for (var key : upper.entries().keySet()) {
            var above = upper.map(key);
            var below = lower.map(key);
            if (levels > 0 && above.isPresent() && below.isPresent()) {
                // The fields of the integrator are what tests differ in most, one field at a time.
                var value = merge(above.get(), below.get(), key.equals("integrator") ? levels : levels - 1);
                merged = TemplateOverlay.replace(merged, key, value);
            }
        }
        return merged;
    }
}
