package org.patchbay.config;

import org.patchbay.definition.Retry;

/** What the value of a key must be; the binder, the schema and the reference pages follow from it. */
sealed interface Want {
    /** Characters. */
    record Text() implements Want {}

    /** {@code true} or {@code false}. */
    record Flag() implements Want {}

    /** A whole number. */
    record Whole(long min, long max) implements Want {}

    /** A duration, bounds in milliseconds. */
    record Span(long min, long max) implements Want {}

    /** An amount of data, bounds in bytes. */
    record Amount(long min, long max) implements Want {}

    /** A point in time. */
    record Moment() implements Want {}

    /** The name of a thing that this map defines. */
    record NewName() implements Want {}

    /** A reference to a named thing, or a word that another step checks. */
    record Reference() implements Want {}

    /** A text for people, in one or several languages. */
    record LabelText() implements Want {}

    /** A text with tags in it. */
    record TemplateText() implements Want {}

    /** A path into a value. */
    record Path() implements Want {}

    /** Any value. */
    record AnyTree() implements Want {}

    /** A condition. */
    record Test() implements Want {}

    /** One of several words. */
    record Word(Vocabulary vocabulary) implements Want {}

    /** A list, or one element without its brackets where {@code orOne}. */
    record ListOf(Want element, boolean orOne) implements Want {}

    /** A map whose keys are names of the admin's choice. */
    record MapOf(Want value) implements Want {}

    /** Something that may be absent. */
    record Maybe(Want inner) implements Want {}

    /** A map with the keys of a record. */
    record Struct(Class<? extends Record> type) implements Want {}

    /** Meanings of replies: a map of status to outcome, or a list of rules. */
    record Meanings() implements Want {}

    /** Names that are kept: a list, or a map of name to path. */
    record Kept() implements Want {}

    /** How to say it to an admin. */
    default String said() {
        return switch (this) {
            case Text _, TemplateText _ -> "a text";
            case Flag _ -> "true or false";
            case Whole _ -> "a whole number";
            case Span _ -> "a duration";
            case Amount _ -> "a size";
            case Moment _ -> "a time";
            case NewName _, Reference _ -> "a name";
            case LabelText _ -> "a text, or a map of language to text";
            case Path _ -> "a path";
            case AnyTree _ -> "any value";
            case Test _ -> "a condition, which is a map";
            case Word word ->
                "one of " + String.join(", ", word.vocabulary().words().keySet());
            case ListOf(var element, var orOne) -> orOne ? element.said() + " or a list" : "a list";
            case Struct(var type) -> type == Retry.class ? "none, a number of tries up to 20, or a map" : "a map";
            case MapOf _ -> "a map";
            case Maybe(var inner) -> inner.said();
            case Meanings _ -> "a map of status to outcome, or a list of: Rule";
            case Kept _ -> "a list of names, or a map of name to path";
        };
    }

    /** An example to paste; empty where the words say enough. */
    default String example() {
        return switch (this) {
            case Span _ -> "for example 250ms, 3s, 5m, 2h or 7d";
            case Amount _ -> "for example 64KiB or 2MiB";
            case Moment _ -> "for example 2026-01-02T03:04:05Z";
            case Test _ -> "for example { body.type: reply }";
            case Struct(var type) -> type == Retry.class ? "for example { schedule: [10m, 1h], within: 24h }" : "";
            case Maybe(var inner) -> inner.example();
            default -> "";
        };
    }
}
