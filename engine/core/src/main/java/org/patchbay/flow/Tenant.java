package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.definition.EndpointException;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Listening;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Scalars;
import org.patchbay.format.Locality;
import org.patchbay.hook.HookPlan;
import org.patchbay.render.Card;

/**
 * One integrator, ready to run.
 *
 * @param fields what {@code integrator.…} reads, replaced as a whole when an endpoint stores into a field
 * @param fingerprint hash of everything about the tenant that may shape a result
 * @param tokenKeys under which its tokens are kept
 * @param told what is kept nowhere, for one run
 * @param known what the store knows of it
 * @param masker masks what nothing may show of this tenant
 * @param hooks what {@code hooks.…} reads: their addresses
 */
public record Tenant(
        Integrator integrator,
        Program program,
        AtomicReference<ObjectNode> fields,
        Locality locality,
        Optional<Card> card,
        String fingerprint,
        TokenKeys tokenKeys,
        Told told,
        Known known,
        Masker masker,
        ObjectNode hooks) {
    /** Under this name the store keeps what makes the addresses of an integrator's hooks hard to guess. */
    public static final String HOOK_TOKEN = "hooks/token";

    /** Under this name the store keeps until when we are introducing ourselves to the partner. */
    public static final String HOOK_REGISTRATION = "hooks/registration";

    /** Makes a tenant of an integrator, with what the store knows of its fields laid over the document. */
    public static Tenant of(
            Integrator integrator, Program program, Optional<Card> card, Installation installation, Known known) {
        var locality = locality(integrator, installation);
        var values = own(integrator, locality);
        for (var field : program.template().fields()) {
            var name = field.name().text();
            var given = Optional.ofNullable(known.fields().get(name))
                    .or(() -> Optional.ofNullable(integrator.fields().get(name)).map(tree -> tree.toJson()))
                    .or(() -> field.fallback().map(tree -> tree.toJson()));
            given.ifPresent(value -> values.set(name, hidden(field, value)));
        }
        var secrets = new ArrayList<>(Written.in(program.template()));
        collect(values, secrets);
        var hooks = hooks(integrator, program, installation, known.fields());
        collect(hooks, secrets);
        return new Tenant(
                integrator,
                program,
                new AtomicReference<>(values),
                locality,
                card.or(program::card),
                fingerprint(integrator, program, values),
                new TokenKeys(),
                Told.NOTHING,
                known,
                Masker.of(secrets),
                hooks);
    }

    private static ObjectNode hooks(
            Integrator integrator, Program program, Installation installation, Map<String, JsonNode> stored) {
        var hooks = JsonNodeFactory.instance.objectNode();
        var base = installation.publicUrl().map(url -> url.replaceFirst("/+$", ""));
        var token = Optional.ofNullable(stored.get(HOOK_TOKEN)).map(Scalars::text);
        for (var hook : program.hooks()) {
            var url = base.map(known -> known + hook.path(integrator.name().text(), token.orElse("")));
            var about = hooks.putObject(hook.name());
            url.ifPresent(known -> about.set("url", isGuessed(hook) ? SecretNode.of(known) : TextNode.valueOf(known)));
        }
        return hooks;
    }

    private static boolean isGuessed(HookPlan hook) {
        return hook.listening().address() == Listening.Address.TOKEN;
    }

    private static Locality locality(Integrator integrator, Installation installation) {
        return new Locality(
                integrator.country().or(installation::country),
                ZoneId.of(integrator.zone().orElse(installation.zone())),
                Locale.forLanguageTag(integrator.locale().orElse(installation.locale())));
    }

    private static ObjectNode own(Integrator integrator, Locality locality) {
        var values = JsonNodeFactory.instance.objectNode();
        values.put("name", integrator.name().text());
        values.put("callcenterId", integrator.callcenterId());
        integrator.host().ifPresent(host -> values.put("host", host.text()));
        locality.country().ifPresent(country -> values.put("country", country));
        values.put("zone", locality.zone().getId());
        values.put("locale", locality.locale().toLanguageTag());
        integrator.team().ifPresent(team -> values.put("team", team));
        integrator.user().ifPresent(user -> values.put("user", user));
        ArrayNode types = values.putArray("interactionTypes");
        (integrator.interactionTypes().isEmpty() ? List.<String>of() : integrator.interactionTypes())
                .forEach(types::add);
        return values;
    }

    private static JsonNode hidden(Parameter field, JsonNode value) {
        if (!field.secret()) {
            return value;
        }
        return value.isValueNode() && !value.isNull() ? SecretNode.of(Scalars.text(value)) : SecretNode.hide(value);
    }

    private static void collect(JsonNode node, List<String> secrets) {
        if (node instanceof SecretNode hidden) {
            secrets.add(hidden.secret().reveal());
        }
        node.forEach(child -> collect(child, secrets));
    }

    private static String fingerprint(Integrator integrator, Program program, ObjectNode values) {
        var text = new StringBuilder(program.template().name().text()).append('\n');
        values.properties()
                .forEach(field -> text.append(field.getKey())
                        .append('=')
                        .append(plain(field.getValue()))
                        .append('\n'));
        return DigestUtils.sha256Hex(integrator.callcenterId() + "\n" + text);
    }

    private static String plain(JsonNode value) {
        return value.isContainerNode() ? SecretNode.revealAll(value).toString() : Scalars.text(value);
    }

    /** What {@code integrator.…} reads now. */
    public ObjectNode values() {
        return told.fields().isEmpty() ? fields.get() : withTold();
    }

    /** The same with one secret where it is just exchanged for another: the one that is sent. */
    public ObjectNode newest() {
        var values = values();
        var exchanged = values.properties().stream()
                .filter(field -> isExchanged(field.getValue()))
                .toList();
        if (exchanged.isEmpty()) {
            return values;
        }
        var newest = values.objectNode();
        newest.setAll(values);
        exchanged.forEach(field -> newest.set(field.getKey(), newest(field.getValue())));
        return newest;
    }

    /** The first of {@code [new, old]}; any other value is that itself. */
    public static JsonNode newest(JsonNode value) {
        return isExchanged(value) ? value.get(0) : value;
    }

    private static boolean isExchanged(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.valueStream().allMatch(SecretNode.class::isInstance);
    }

    private ObjectNode withTold() {
        var all = fields.get().deepCopy();
        all.setAll(told.fields());
        return all;
    }

    /** What {@code template.…} reads now. */
    public ObjectNode shared() {
        var template = program.template();
        var values = JsonNodeFactory.instance.objectNode();
        values.put("name", template.name().text());
        var label = template.label().map(found -> found.in(locality.locale().toLanguageTag()));
        values.put("label", label.orElse(template.name().text()));
        values.put("version", template.version());
        values.put("state", template.state().name().toLowerCase(Locale.ROOT));
        var stored = known.shared().get();
        for (var field : template.shared()) {
            Optional.ofNullable(stored.get(field.name().text()))
                    .or(() -> field.fallback().map(tree -> tree.toJson()))
                    .ifPresent(value -> values.set(field.name().text(), hidden(field, value)));
        }
        return values;
    }

    /** What {@code principal.…} reads. */
    public ObjectNode principal() {
        var values = JsonNodeFactory.instance.objectNode();
        known.principal().ifPresent(principal -> {
            values.setAll(principal.results());
            values.put("uid", principal.uid());
            values.put("label", principal.label());
        });
        return values;
    }

    /** The same for one run that is told these values, which nothing shows or keeps. */
    public Tenant told(Map<String, String> values) {
        var hidden = new LinkedHashMap<String, JsonNode>();
        values.forEach((name, value) -> hidden.put(name, SecretNode.of(value)));
        return told(new Told(hidden, told.link()));
    }

    /** The same for one run that is told this. */
    public Tenant told(Told other) {
        return new Tenant(
                integrator,
                program,
                fields,
                locality,
                card,
                fingerprint,
                tokenKeys,
                other,
                known,
                masker.and(other.secrets()),
                hooks);
    }

    /** The same for one run to which the caller brings fields, which nothing shows or keeps; another one for each set of them. */
    public Tenant bringing(Map<String, JsonNode> brought) {
        var hidden = new LinkedHashMap<String, JsonNode>();
        brought.forEach((name, value) -> hidden.put(name, SecretNode.hide(value)));
        var other = new Told(hidden, told.link());
        var print = new StringBuilder(fingerprint);
        new TreeMap<>(brought)
                .forEach((name, value) ->
                        print.append('\n').append(name).append('=').append(plain(value)));
        return new Tenant(
                integrator,
                program,
                fields,
                locality,
                card,
                DigestUtils.sha256Hex(print.toString()),
                new TokenKeys(),
                other,
                known,
                masker.and(other.secrets()),
                hooks);
    }

    /** The same with another compiled template. */
    public Tenant running(Program other) {
        return new Tenant(
                integrator, other, fields, locality, card, fingerprint, tokenKeys, told, known, masker, hooks);
    }

    /** The same, of which the store knows something else. */
    public Tenant knowing(Known other) {
        return new Tenant(
                integrator, program, fields, locality, card, fingerprint, new TokenKeys(), told, other, masker, hooks);
    }

    /** True for somebody who has no fields and whom no document names: who calls a hook that is nobody's own. */
    public boolean isVisitor() {
        return name().startsWith(HookPlan.SHARED + "/");
    }

    /** Replaces a field by what it has come to, or removes it; one at a time, so that the last one written is the one that is read. */
    public void set(String field, Supplier<Optional<JsonNode>> written) {
        synchronized (fields) {
            var value = written.get();
            var next = fields.get().deepCopy();
            value.ifPresentOrElse(found -> next.set(field, found), () -> next.remove(field));
            fields.set(next);
        }
    }

    /** The same, made anew of what is known now. Runs that are under way read what it reads, and it what they write. */
    public Tenant renewed(Supplier<Tenant> anew) {
        synchronized (fields) {
            var next = anew.get();
            fields.set(next.fields().get());
            return next.sharing(fields);
        }
    }

    private Tenant sharing(AtomicReference<ObjectNode> others) {
        return new Tenant(
                integrator, program, others, locality, card, fingerprint, tokenKeys, told, known, masker, hooks);
    }

    /** Name of the integrator. */
    public String name() {
        return integrator.name().text();
    }

    /** This tenant's exception at an endpoint. */
    public Optional<EndpointException> exception(String endpoint) {
        return Optional.ofNullable(integrator.endpoints().get(endpoint));
    }

    /** Steps that run for this tenant on a trigger. */
    public List<Bound> steps(String trigger) {
        var steps = program.steps(trigger);
        return integrator.endpoints().isEmpty()
                ? steps
                : steps.stream()
                        .filter(step -> exception(step.name())
                                .map(EndpointException::enabled)
                                .orElse(true))
                        .map(this::excepted)
                        .toList();
    }

    /** The same, running some steps of that trigger and those that they wait for. */
    public Tenant only(String trigger, Set<String> endpoints) {
        return running(program.only(trigger, endpoints));
    }

    /** The same, running one step of that trigger and those that wait for it. */
    Tenant from(String trigger, String endpoint) {
        return running(program.from(trigger, endpoint));
    }

    private Bound excepted(Bound step) {
        return exception(step.name())
                .flatMap(EndpointException::delivery)
                .filter(_ -> !step.plan().synchronizes())
                .map(step::delivered)
                .orElse(step);
    }
}
