package org.patchbay.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.patchbay.definition.Answering;
import org.patchbay.definition.Asking;
import org.patchbay.definition.At;
import org.patchbay.definition.Auth;
import org.patchbay.definition.Default;
import org.patchbay.definition.Delivery;
import org.patchbay.definition.Doc;
import org.patchbay.definition.Fetching;
import org.patchbay.definition.Flow;
import org.patchbay.definition.Inline;
import org.patchbay.definition.Key;
import org.patchbay.definition.Listening;
import org.patchbay.definition.Shorthand;
import org.patchbay.definition.Timing;

/**
 * A record of the format as documents see it: its keys and what they want.
 *
 * @param slots one for each component, in order
 * @param keys the slots that are keys of the map, those of inlined records included, by word
 * @param shorthand key that is meant when a scalar stands in the place of the map
 * @param listShorthand key that is meant when a list stands there
 */
record Shape(
        Class<? extends Record> type,
        List<Slot> slots,
        Map<String, Slot> keys,
        Optional<String> shorthand,
        Optional<String> listShorthand) {
    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();
    private static final Set<Class<?>> PARTS_OF_AN_ENDPOINT =
            Set.of(Asking.class, Answering.class, Flow.class, Fetching.class, Timing.class, Delivery.class, Auth.class);

    static Shape of(Class<? extends Record> type) {
        var known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        var made = make(type);
        KNOWN.put(type, made);
        return made;
    }

    private static Shape make(Class<? extends Record> type) {
        var slots = Arrays.stream(type.getRecordComponents()).map(Shape::slot).toList();
        var shorthand = annotation(type, Shorthand.class);
        return new Shape(
                type,
                slots,
                keys(slots),
                shorthand.map(Shorthand::value).map(name -> word(type, name)),
                shorthand.map(Shorthand::list).filter(name -> !name.isEmpty()).map(name -> word(type, name)));
    }

    /** The key of a component. */
    private static String word(Class<? extends Record> type, String component) {
        return Arrays.stream(type.getRecordComponents())
                .filter(each -> each.getName().equals(component))
                .map(Shape::word)
                .findFirst()
                .orElseThrow();
    }

    private static String word(RecordComponent component) {
        return annotation(component, Key.class).map(Key::value).orElse(component.getName());
    }

    private static Slot slot(RecordComponent component) {
        var doc = annotation(component, Doc.class);
        return new Slot(
                word(component),
                use(component),
                Wants.of(component),
                annotation(component, Default.class).map(Default::value),
                doc.map(Doc::value).orElse(""),
                doc.map(Doc::example).orElse(""));
    }

    private static Slot.Use use(RecordComponent component) {
        return component.getType() == At.class
                ? Slot.Use.PLACE
                : component.isAnnotationPresent(Inline.class) ? Slot.Use.INLINE : Slot.Use.KEY;
    }

    private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(
            AnnotatedElement element, Class<A> type) {
        return Optional.ofNullable(element.getAnnotation(type));
    }

    private static Map<String, Slot> keys(List<Slot> slots) {
        var keys = new LinkedHashMap<String, Slot>();
        slots.forEach(slot -> {
            switch (slot.use()) {
                case KEY -> keys.put(slot.word(), slot);
                case INLINE -> inlined(slot).forEach(shape -> keys.putAll(shape.keys()));
                case PLACE -> {}
            }
        });
        return Collections.unmodifiableMap(keys);
    }

    private static Stream<Shape> inlined(Slot slot) {
        return slot.want() instanceof Want.Struct(var type) ? Stream.of(of(type)) : Stream.empty();
    }

    /** What an admin calls a thing of this shape. */
    String noun() {
        if (PARTS_OF_AN_ENDPOINT.contains(type)) {
            return "endpoint";
        }
        if (type == Listening.class) {
            return "hook";
        }
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
