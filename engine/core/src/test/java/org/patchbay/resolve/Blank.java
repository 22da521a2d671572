package org.patchbay.resolve;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;

/** Records with nothing in them but what a test is about. */
final class Blank {
    private Blank() {}

    /** A record of that type; components without a value are empty. */
    static <R extends Record> R of(Class<R> type, Map<String, ?> values) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var given = Arrays.stream(components)
                .map(component -> values.containsKey(component.getName())
                        ? values.get(component.getName())
                        : empty(component.getType()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(given);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no blank " + type, e);
        }
    }

    private static Object empty(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == At.class) {
            return At.NOWHERE;
        }
        if (type.isRecord()) {
            return of(type.asSubclass(Record.class), Map.of());
        }
        return type.isEnum() ? type.getEnumConstants()[0] : simple(type);
    }

    private static Object simple(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "boolean" -> false;
            case "int" -> 0;
            case "String" -> "";
            case "Duration" -> Duration.ofSeconds(1);
            case String name -> throw new AssertionError("no empty " + name);
        };
    }
}
