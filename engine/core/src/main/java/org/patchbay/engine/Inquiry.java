package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.auth.Login;
import org.patchbay.definition.Creates;
import org.patchbay.definition.Name;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.PrincipalSource;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Linkage;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;
import org.patchbay.store.Principals.Principal;

/** Asks partners while a form is open: for choices, and who it is that has agreed. */
record Inquiry(Supplier<Live> live, Purse purse) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CHOICES = 1_000;
    /** The name under which a form says which elements become integrators. */
    static final String ELEMENTS = "creates";

    /** Who has agreed; empty where the template does not ask. */
    record Who(Optional<Principal> principal, Optional<Failure> failure) {}

    Who who(Tenant draft, Login login, Optional<String> user) {
        var source = login.policy().principal();
        if (source.isEmpty()) {
            return new Who(Optional.empty(), Optional.empty());
        }
        var ending = ask(draft, source.get().endpoint().text());
        var nameless = source.get().key().stream()
                .filter(name -> Scalars.text(ending.result().path(name.text())).isBlank())
                .findFirst();
        if (ending.status().succeeded() && nameless.isPresent()) {
            return new Who(
                    Optional.empty(),
                    Optional.of(Failure.of(
                            FailureCode.MAPPING_FAILED,
                            "the partner does not say who has agreed: `" + nameless.get() + "` is missing")));
        }
        return ending.status().succeeded()
                ? owned(principal(draft, login, source.get(), ending, user))
                : new Who(Optional.empty(), ending.problem());
    }

    /** Who has agreed before stays whose he was: nobody takes an identity over by agreeing with it. */
    private Who owned(Principal principal) {
        var before = purse.tools().store().principals().find(principal.id());
        var owner = before.flatMap(Principal::user);
        var isTaken = owner.isPresent() && principal.user().isPresent() && !owner.equals(principal.user());
        return isTaken
                ? new Who(
                        Optional.empty(),
                        Optional.of(Failure.of(
                                FailureCode.BAD_INPUT, "`" + principal.label() + "` was connected by somebody else")))
                : new Who(
                        Optional.of(
                                before.map(known -> known.renewedBy(principal)).orElse(principal)),
                        Optional.empty());
    }

    private Principal principal(
            Tenant draft, Login login, PrincipalSource source, Ending ending, Optional<String> user) {
        var key = new ArrayList<String>();
        source.key().forEach(name -> key.add(Scalars.text(ending.result().path(name.text()))));
        var uid = String.join("/", key);
        var template = draft.program().template().name().text();
        var partner = template + "/" + login.name();
        var callCentre = draft.integrator().callcenterId();
        var label = source.label()
                .map(Name::text)
                .map(name -> ending.result().path(name))
                .filter(JsonNode::isValueNode)
                .map(Scalars::text)
                .orElse(uid);
        return new Principal(
                DigestUtils.sha256Hex(callCentre + "\n" + partner + "\n" + uid).substring(0, 32),
                callCentre,
                partner,
                uid,
                label,
                user,
                ending.result() instanceof ObjectNode results ? results : JsonNodeFactory.instance.objectNode(),
                purse.tools().clock().instant());
    }

    private Ending ask(Tenant tenant, String endpoint) {
        var step = tenant.program().asked(endpoint);
        return live.get().stepper().attempt(purse.run(tenant), step, 1, Deadline.in(PATIENCE));
    }

    /** The fields that are asked for with the form filled in like this. */
    List<Parameter> asked(LinkVisit visit, Map<String, JsonNode> form) {
        var program = visit.draft().program();
        var values = Values.at(live.get().kit().moment()).with(Root.VALUE, object(form));
        return Linkage.asked(program.template()).stream()
                .filter(field -> program.linkage().shows(field, values))
                .toList();
    }

    private static ObjectNode object(Map<String, JsonNode> form) {
        var object = JsonNodeFactory.instance.objectNode();
        form.forEach(object::set);
        return object;
    }

    /**
     * The form as it stands when this was entered.
     *
     * @param before the integrator that is connected once more: its values stand in the form until something is entered, its secrets
     *     need not be entered again
     */
    LinkForm form(LinkVisit visit, Map<String, List<String>> entered, Optional<Tenant> before) {
        var form = LinkVisit.values(entered, visit.draft());
        before.filter(_ -> entered.isEmpty()).ifPresent(tenant -> form.putAll(known(visit, tenant)));
        var fields = new ArrayList<LinkForm.Field>();
        var failure = Optional.<String>empty();
        var withdrawn = false;
        for (var field : asked(visit, form)) {
            var choices = choices(visit, field, form);
            withdrawn |= choices.withdrawn();
            failure = failure.or(choices::failure);
            var value = Optional.ofNullable(form.get(field.name().text()));
            var trouble = entered.isEmpty()
                    ? Optional.<Entries.Trouble>empty()
                    : Entries.trouble(
                            visit.draft().program().linkage(),
                            field,
                            value.or(() -> sealed(field, before)),
                            choices.choices());
            fields.add(new LinkForm.Field(
                    field,
                    Entries.kind(field),
                    value.filter(_ -> !field.secret()),
                    choices.choices(),
                    choices.waitsFor(),
                    trouble.map(Entries.Trouble::word)));
        }
        var elements = elements(visit, form);
        var isWithdrawn = withdrawn || elements.withdrawn();
        return new LinkForm(
                fields,
                elements.choices(),
                failure.or(elements::failure),
                isWithdrawn ? LinkForm.Consent.WITHDRAWN : LinkForm.Consent.GIVEN);
    }

    private static Map<String, JsonNode> known(LinkVisit visit, Tenant before) {
        var known = new LinkedHashMap<String, JsonNode>();
        Linkage.asked(visit.draft().program().template()).stream()
                .filter(field ->
                        !field.secret() && before.values().has(field.name().text()))
                .forEach(field -> known.put(
                        field.name().text(), before.values().get(field.name().text())));
        return known;
    }

    private static Optional<JsonNode> sealed(Parameter field, Optional<Tenant> before) {
        return before.filter(_ -> field.secret())
                .map(tenant -> tenant.values().path(field.name().text()))
                .filter(value -> !value.isMissingNode());
    }

    /** Choices, or why there are none. */
    private record Asked(List<LinkForm.Choice> choices, List<String> waitsFor, Optional<Ending> trouble) {
        private static final Asked NOTHING = new Asked(List.of(), List.of(), Optional.empty());

        Optional<String> failure() {
            return trouble.flatMap(Ending::problem).map(Failure::message);
        }

        /** The partner takes the token no more, and there is no way to another one without the person. */
        boolean withdrawn() {
            return trouble.stream().anyMatch(Asked::isWithdrawn);
        }

        private static boolean isWithdrawn(Ending ending) {
            var isUnrenewable = ending.problem()
                    .filter(failure -> failure.code() == FailureCode.REAUTH_REQUIRED)
                    .isPresent();
            return isUnrenewable
                    || ending.outcome().stream()
                            .anyMatch(
                                    outcome -> outcome instanceof Outcome.Reauth || outcome instanceof Outcome.Refresh);
        }
    }

    private Asked choices(LinkVisit visit, Parameter field, Map<String, JsonNode> form) {
        var choosing = Optional.ofNullable(
                visit.draft().program().linkage().choosing().get(field.name().text()));
        if (choosing.isEmpty()) {
            var listed = field.choices().stream()
                    .map(tree -> choice(tree.toJson(), Optional.empty()))
                    .toList();
            return new Asked(listed, List.of(), Optional.empty());
        }
        var waitsFor = choosing.get().dependsOn().stream()
                .filter(name -> !form.containsKey(name))
                .toList();
        if (!waitsFor.isEmpty()) {
            return new Asked(List.of(), waitsFor, Optional.empty());
        }
        var ending = ask(visit.told(form), choosing.get().endpoint());
        var choices = ending.result()
                .path("options")
                .valueStream()
                .limit(MOST_CHOICES)
                .map(element -> choice(element, choosing))
                .filter(choice -> !choice.value().isEmpty())
                .toList();
        return new Asked(choices, List.of(), trouble(ending));
    }

    private static Optional<Ending> trouble(Ending ending) {
        return Optional.of(ending).filter(found -> !found.status().succeeded());
    }

    private static LinkForm.Choice choice(JsonNode element, Optional<Linkage.Choosing> choosing) {
        var value = choosing.flatMap(Linkage.Choosing::value)
                .map(path -> path.find(element))
                .orElseGet(() -> element.isObject() ? element.path("value") : element);
        var label = choosing.flatMap(Linkage.Choosing::label)
                .map(path -> path.find(element))
                .orElseGet(() -> element.path("label"));
        var text = value.isValueNode() && !value.isNull() ? Scalars.text(value) : "";
        return new LinkForm.Choice(text, label.isValueNode() && !label.isNull() ? Scalars.text(label) : text);
    }

    /** What one authorization can make integrators of; the value of each is its number. */
    private Asked elements(LinkVisit visit, Map<String, JsonNode> form) {
        var creates = visit.draft().program().template().link().flatMap(page -> page.creates());
        if (creates.isEmpty() || creates.get().choose() == Creates.Choose.ALL) {
            return Asked.NOTHING;
        }
        var found = found(visit, form);
        var name = visit.draft().program().linkage().name();
        var choices = new ArrayList<LinkForm.Choice>();
        for (var item : found.items()) {
            var values = values(visit, form).with(Root.ITEM, item);
            var label = name.map(text -> text.display(values)).orElseGet(() -> label(item));
            choices.add(new LinkForm.Choice(Integer.toString(choices.size()), label));
        }
        return new Asked(choices, List.of(), found.trouble());
    }

    private static String label(JsonNode item) {
        return List.of("label", "name", "title", "id").stream()
                .map(item::path)
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(Scalars::text)
                .findFirst()
                .orElseGet(() -> item.isValueNode() ? Scalars.text(item) : "");
    }

    private record Found(List<JsonNode> items, Optional<Ending> trouble) {}

    /** Elements of the list that {@code creates} names, as the partner says now. */
    private Found found(LinkVisit visit, Map<String, JsonNode> form) {
        var each = visit.draft().program().linkage().each().orElseThrow();
        if (each.root() != Root.RESULT) {
            return new Found(each.in(values(visit, form)).valueStream().toList(), Optional.empty());
        }
        var endpoint = each.text().split("\\.", 3)[1];
        var ending = ask(visit.told(form), endpoint);
        var results = JsonNodeFactory.instance.objectNode();
        results.set(endpoint, ending.result());
        var items = each.in(values(visit, form).with(Root.RESULT, results))
                .valueStream()
                .limit(MOST_CHOICES)
                .toList();
        return new Found(items, trouble(ending));
    }

    private Values values(LinkVisit visit, Map<String, JsonNode> form) {
        return Views.of(purse.run(visit.told(form)), Map.of(), live.get().kit().moment());
    }

    /** Fields of each integrator that is to be made, beyond those of the form; one without any where the template makes one. */
    List<ObjectNode> chosen(LinkVisit visit, Map<String, List<String>> entered) {
        var linkage = visit.draft().program().linkage();
        if (linkage.each().isEmpty()) {
            return List.of(JsonNodeFactory.instance.objectNode());
        }
        var form = LinkVisit.values(entered, visit.draft());
        var all = visit.draft()
                .program()
                .template()
                .link()
                .flatMap(page -> page.creates())
                .map(Creates::choose)
                .orElse(Creates.Choose.MANY);
        var numbers = entered.getOrDefault(ELEMENTS, List.of());
        var chosen = new ArrayList<ObjectNode>();
        var items = found(visit, form).items();
        for (var number = 0; number < items.size(); number++) {
            if (all == Creates.Choose.ALL || numbers.contains(Integer.toString(number))) {
                var values = values(visit, form).with(Root.ITEM, items.get(number));
                var fields = JsonNodeFactory.instance.objectNode();
                linkage.fields().forEach((name, reference) -> fields.set(name, reference.in(values)));
                chosen.add(fields);
            }
        }
        return all == Creates.Choose.ONE ? chosen.stream().limit(1).toList() : chosen;
    }
}
