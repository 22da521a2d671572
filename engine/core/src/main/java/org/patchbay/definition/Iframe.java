package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** What the agent sees: texts only, never HTML (format reference, section 13). */
public record Iframe(
        At at,

        @Doc(value = "head of the card", example = "\"{{result.findContact.name}}\"")
        Optional<TextTemplate> title,

        @Doc("line below the title") Optional<TextTemplate> subtitle,
        @Doc("a sentence") Optional<TextTemplate> message,
        @Doc("address of a picture, https") Optional<TextTemplate> image,
        @Doc("opens the record; also the default pop") Optional<Link> link,

        @Doc(value = "rows", example = "[{ label: Tier, value: \"{{result.c.tier}}\" }]")
        List<Row> fields,

        @Doc(value = "rows of one or several lists", example = "{ of: result.t.tickets, item: \"{{item.subject}}\" }")
        @OneOrMany
        List<Rows> list,

        @Doc("buttons with forms") List<Button> buttons,
        @Doc("shown when nobody is known") Optional<Empty> empty,

        @Doc("what the front-end may open; from link when one matched")
        Optional<Pop> pop) {
    /** A link with a text. */
    public record Link(
            At at,
            @Doc("text of the link") Optional<TextTemplate> label,
            @Doc("address, https") TextTemplate url) {}

    /** A labelled value. */
    public record Row(
            At at,
            @Doc("what it is") Label label,
            @Doc("the value") TextTemplate value,
            @Doc("address that the value opens") Optional<TextTemplate> url) {}

    /** Rows made from a list result. */
    public record Rows(
            At at,
            @Doc("path of a list") PathText of,
            @Doc("head of the list") Optional<Label> title,
            @Doc("text of each row, with item.…") TextTemplate item,
            @Doc("address that a row opens") Optional<TextTemplate> url,

            @Doc("text when the list is empty; nothing is said where its endpoint has brought no result")
            Optional<Label> empty) {}

    /** A button: a trigger or an action with the form of its inputs, or an address. */
    public record Button(
            At at,
            @Doc("text of the button") Label label,
            @Doc("trigger that it fires") Optional<Name> trigger,
            @Doc("action that it runs") Optional<Name> action,
            @Doc("address that it opens") Optional<TextTemplate> url,
            @Doc("else it is not shown") Optional<Condition> when) {}

    /** The card of an unknown caller. */
    public record Empty(
            At at,
            @Doc("head of the card") Optional<TextTemplate> title,
            @Doc("line below the title") Optional<TextTemplate> subtitle,
            @Doc("a sentence") Optional<TextTemplate> message,
            @Doc("address of a picture, https") Optional<TextTemplate> image,
            @Doc("opens something else") Optional<Link> link,
            @Doc("rows") List<Row> fields,
            @Doc("rows of one or several lists") @OneOrMany List<Rows> list,
            @Doc("buttons with forms") List<Button> buttons) {}

    /** What the front-end may open. */
    public record Pop(
            At at,
            @Doc("what is opened") @Default("url") PopType type,
            @Doc("address") Optional<TextTemplate> url,
            @Doc("text") Optional<TextTemplate> label) {}

    /** What a pop opens. */
    public enum PopType {
        RECORD,
        URL,
        SEARCH,
        NEW,
        NONE
    }
}
