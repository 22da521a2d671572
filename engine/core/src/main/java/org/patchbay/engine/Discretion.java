package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.Privacy;
import org.patchbay.definition.Privacy.Bodies;
import org.patchbay.definition.Privacy.Phones;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Masker;
import org.patchbay.flow.Tenant;
import org.patchbay.format.PhoneVeil;

/** What the rules of privacy let people see of an execution ({@code privacy} of the installation, decision 0070). Immutable. */
public final class Discretion {
    private static final Privacy USUAL = new Privacy(Phones.MASKED, Bodies.MASKED);

    /** Keys of the client body that hold what people have written (format reference, section 4). */
    private static final List<String> WRITTEN = List.of("text", "note");

    private static final int SHORTEST_TEXT = 4;

    private final Privacy privacy;
    private final Optional<Live> live;
    private final Pseudonyms pseudonyms;
    private final PhoneVeil everywhere;

    private Discretion(Privacy privacy, Optional<Live> live, Pseudonyms pseudonyms) {
        this.privacy = privacy;
        this.live = live;
        this.pseudonyms = pseudonyms;
        this.everywhere = veil(countries(live.stream()
                .flatMap(found -> found.tenants().keySet().stream())
                .distinct()));
    }

    /** As the revision says it. */
    static Discretion of(Optional<Live> live, Pseudonyms pseudonyms) {
        var privacy = live.flatMap(found -> found.definitions().installation().privacy());
        return new Discretion(privacy.orElse(USUAL), live, pseudonyms);
    }

    /** The execution as it may be kept. */
    static Execution kept(Execution execution, Live live) {
        var bodies = live.definitions().installation().privacy().map(Privacy::bodies);
        return bodies.equals(Optional.of(Bodies.NONE)) ? execution.withoutBodies() : execution;
    }

    /** The execution as it may be shown. */
    public Execution shown(Execution execution) {
        var sight = new Sight(veil(execution), texts(execution));
        var body = privacy.bodies() == Bodies.NONE
                ? JsonNodeFactory.instance.objectNode()
                : sight.tree("", execution.body());
        return new Execution(
                execution.id(),
                execution.trigger(),
                execution.callId(),
                execution.callCentre(),
                execution.startedAt(),
                execution.took(),
                execution.status(),
                execution.match(),
                execution.reason().map(sight::text),
                execution.partial(),
                execution.revision(),
                body,
                execution.steps().stream().map(step -> shown(step, sight)).toList(),
                sight.tree("", execution.iframe()),
                sight.tree("", execution.pop()));
    }

    private Step shown(Step step, Sight sight) {
        return privacy.bodies() == Bodies.NONE ? sight.step(step).withoutBodies() : sight.step(step);
    }

    /** A sentence as it may be shown, whoever it is about. */
    public String shown(String sentence) {
        return everywhere.text(sentence);
    }

    /** Whether it is what that revision says; comparing two revisions by what is in them would take longer than to ask anew. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Optional<Live> other) {
        return live.isPresent() == other.isPresent()
                && live.stream().allMatch(known -> other.stream().allMatch(found -> found == known));
    }

    private PhoneVeil veil(Execution execution) {
        var numbers = new ArrayList<String>();
        collect("", execution.body(), numbers);
        for (var step : execution.steps()) {
            collect("", step.result(), numbers);
            step.parameters().forEach(parameter -> collect(name(parameter), parameter.value(), numbers));
        }
        return veil(countries(execution.steps().stream().map(Step::integrator))).knowing(numbers);
    }

    private PhoneVeil veil(List<String> countries) {
        return switch (privacy.phones()) {
            case SHOWN -> PhoneVeil.NONE;
            case MASKED -> PhoneVeil.masking(countries);
            case HASHED -> PhoneVeil.hashing(countries, pseudonyms::of);
        };
    }

    /** Where numbers without a country code are dialled. */
    private List<String> countries(Stream<String> integrators) {
        var all = new LinkedHashSet<String>();
        integrators.forEach(name -> live.flatMap(found -> found.tenant(name))
                .map(Tenant::locality)
                .ifPresent(locality -> locality.country().ifPresent(all::add)));
        live.flatMap(found -> found.definitions().installation().country()).ifPresent(all::add);
        return List.copyOf(all);
    }

    /** A parameter is named by itself, by what the partner calls it, and by where it comes from. */
    static String name(Provenance parameter) {
        var source = parameter.source();
        return Stream.of(parameter.name(), parameter.key(), source.substring(source.lastIndexOf('.') + 1))
                .filter(PhoneVeil::isName)
                .findFirst()
                .orElse(parameter.name());
    }

    private static void collect(String name, JsonNode node, List<String> numbers) {
        if (node.isValueNode()) {
            if (PhoneVeil.isName(name) && isNumber(node.asText())) {
                numbers.add(node.asText());
            }
            return;
        }
        node.properties().forEach(field -> collect(field.getKey(), field.getValue(), numbers));
        if (node instanceof ArrayNode array) {
            array.forEach(element -> collect(name, element, numbers));
        }
    }

    /** Longer texts are sentences in which a number may be. */
    private static boolean isNumber(String text) {
        return text.length() <= 64 && text.chars().anyMatch(Character::isDigit);
    }

    private Masker texts(Execution execution) {
        if (privacy.bodies() != Bodies.MASKED) {
            return Masker.of(List.of());
        }
        return Masker.of(WRITTEN.stream()
                .map(execution.body()::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> text.length() >= SHORTEST_TEXT)
                .toList());
    }
}
