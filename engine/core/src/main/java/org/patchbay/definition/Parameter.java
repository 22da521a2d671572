package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** One row of the parameter table: a named input of a request, and, without a source, a field of the tenant. */
@Shorthand("name")
public record Parameter(
        At at,
        @Doc("joins field and parameter") Name name,

        @Doc("where it goes; only used inside {{…}} when absent")
        Optional<ParameterType> type,

        @Doc(
                value = "name on the wire; dots nest in JSON and XML bodies; the name when absent",
                example = "agent.email")
        Optional<String> key,

        @Doc(
                value = "where the value comes from, type kept; of a list the first that is present",
                example = "[call.contactId, body.contactId]")
        @OneOrMany
        List<PathText> from,

        @Doc(value = "text with {{…}}, or a tree", example = "\"Bearer {{auth.login}}\"")
        Optional<Tree> value,

        @Doc(value = "for md5: what is hashed, as UTF-8", example = "\"{{param.to}}{{integrator.salt}}\"")
        Optional<TextTemplate> of,

        @Doc("for md5: where the hash goes") @Default("header")
        Place in,

        @Doc("field: the tenant must fill it in; otherwise: without a value the endpoint is not sent") @Default("true")
        boolean required,

        @Doc("used when the value is missing, null or empty") @Key("default")
        Optional<Tree> fallback,

        @Doc(value = "RE2 pattern; its first group is the value", example = "\"^!\\\\s*(.+)\"")
        Optional<String> match,

        @Doc(value = "translation, or a path to one; \"*\" is any other", example = "{ inbound: IN, \"*\": OUT }")
        Optional<Tree> map,

        @Doc(value = "formats, applied left to right", example = "e164") @OneOrMany
        List<Name> format,

        @Doc(value = "how a time is read", example = "dd/MM/yyyy HH:mm")
        Optional<String> readAs,

        @Doc("zone of the time that is written; the integrator's when absent")
        Optional<String> zone,

        @Doc("what happens to a missing, null or empty value; fail if required, else omit")
        Optional<WhenEmpty> whenEmpty,

        @Doc("how a list is written in query and form") @Default("repeat")
        ListStyle style,

        @Doc(value = "makes one text of a list", example = "\" OR \"")
        Optional<String> join,

        @Doc("label in the form") Optional<Label> label,
        @Doc("help in the form") Optional<Label> help,
        @Doc("example in the form") Optional<String> example,
        @Doc("control in the form; by type when absent") Optional<InputKind> input,

        @Doc("RE2 pattern that the entered value must match")
        Optional<String> pattern,

        @Doc("text around the value, for the eye only") Optional<TextTemplate> shownAs,

        @Doc(value = "choices, listed or asked live", example = "[low, normal, high]")
        Optional<Choices> options,

        @Doc(value = "shown and asked for only when this holds of the form's fields", example = "{ mode: sms }")
        Optional<Condition> showIf,

        @Doc("masked by value in every output, encrypted in the store") @Default("false")
        boolean secret,

        @Doc("who fills the field in") @Default("form") FilledBy filledBy,

        @Doc("false: given when a connection is made, for that once, and kept nowhere") @Default("true")
        boolean stored,

        @Doc(
                value = "made when the integrator is made: a random text of that length, or a value of a signature",
                example = "40")
        Optional<Tree> generate,

        @Doc("for whom the field has one value") @Default("integrator")
        FieldScope scope,

        @Doc("true: agents do not see it") @Default("false") boolean managed) {

    /** A parameter that no document holds: this value, under this name and key, there; a secret is never shown. */
    public static Parameter made(At at, Optional<ParameterType> type, String key, Tree value) {
        return new Parameter(
                at,
                new Name(at, key),
                type,
                Optional.of(key),
                List.of(),
                Optional.of(value),
                Optional.empty(),
                Place.HEADER,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ListStyle.REPEAT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                value instanceof Tree.Leaf(var _, var json) && json instanceof SecretNode,
                FilledBy.FORM,
                true,
                Optional.empty(),
                FieldScope.INTEGRATOR,
                false);
    }

    /** The same, written in these formats. */
    public Parameter in(List<Name> formats) {
        return new Parameter(
                at, name, type, key, from, value, of, in, required, fallback, match, map, formats, readAs, zone,
                whenEmpty, style, join, label, help, example, input, pattern, shownAs, options, showIf, secret,
                filledBy, stored, generate, scope, managed);
    }

    /** True when no source is given, so that in a template the tenant fills it in. */
    public boolean isField() {
        return from.isEmpty() && value.isEmpty() && of.isEmpty();
    }

    /** Choices that are written down; none when there are no choices, or they are asked live. */
    public List<Tree> choices() {
        return options.map(Choices::listed).orElse(List.of());
    }

    /** True when a person has to fill it in before the integrator can run. */
    public boolean isDemanded() {
        return required && fallback.isEmpty() && filledBy == FilledBy.FORM && generate.isEmpty() && showIf.isEmpty();
    }

    /** Name on the wire. */
    public String wireName() {
        return key.orElse(name.text());
    }
}
