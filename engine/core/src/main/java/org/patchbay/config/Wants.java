package org.patchbay.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Captures;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Label;
import org.patchbay.definition.Name;
import org.patchbay.definition.OneOrMany;
import org.patchbay.definition.Outcomes;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Range;
import org.patchbay.definition.Size;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/** Reads from the type of a record component what its key wants. */
final class Wants {
    private final Optional<Range> range;
    private final boolean orOne;
    private final boolean defines;

    private Wants(RecordComponent component) {
        range = Optional.ofNullable(component.getAnnotation(Range.class));
        orOne = component.isAnnotationPresent(OneOrMany.class);
        defines = component.getName().equals("name") || component.getName().equals("objectName");
    }

    static Want of(RecordComponent component) {
        return new Wants(component).want(component.getGenericType());
    }

    private Want want(Type type) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic);
            case Class<?> plain when plain.isEnum() -> new Want.Word(Vocabulary.of(plain));
            case Class<?> plain -> plain(plain);
            default -> throw new IllegalStateException("no key can be of " + type);
        };
    }

    private Want generic(ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        var last = want(arguments[arguments.length - 1]);
        if (type.getRawType() == Optional.class) {
            return new Want.Maybe(last);
        }
        if (type.getRawType() == List.class) {
            return new Want.ListOf(last, orOne);
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return new Want.MapOf(last);
        }
        throw new IllegalStateException("no key can be of " + type);
    }

    private Want plain(Class<?> type) {
        if (type == int.class || type == long.class || type == Long.class) {
            return new Want.Whole(min(Integer.MIN_VALUE), max(Integer.MAX_VALUE));
        }
        if (type == Duration.class) {
            return new Want.Span(min(0), max(Duration.ofDays(3650).toMillis()));
        }
        if (type == Size.class) {
            return new Want.Amount(min(0), max(Long.MAX_VALUE));
        }
        if (type == Name.class) {
            return defines ? new Want.NewName() : new Want.Reference();
        }
        return simple(type);
    }

    private static Want simple(Class<?> type) {
        if (type == Outcomes.class) {
            return new Want.Meanings();
        }
        if (type == Captures.class) {
            return new Want.Kept();
        }
        if (type == Condition.class) {
            return new Want.Test();
        }
        if (type == Tree.class) {
            return new Want.AnyTree();
        }
        if (type == Label.class) {
            return new Want.LabelText();
        }
        if (type == TextTemplate.class) {
            return new Want.TemplateText();
        }
        if (type == PathText.class) {
            return new Want.Path();
        }
        if (type == Instant.class) {
            return new Want.Moment();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Want.Flag();
        }
        return type.isRecord() && type != At.class ? new Want.Struct(type.asSubclass(Record.class)) : new Want.Text();
    }

    private long min(long otherwise) {
        return range.map(Range::min).orElse(otherwise);
    }

    private long max(long otherwise) {
        return range.map(Range::max).orElse(otherwise);
    }
}
