package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.exchange.Trigger;
import org.patchbay.exchange.Weight;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Store;
import org.patchbay.trip.Plan;

/** One trigger running for one tenant: what its steps have left so far. Thread-safe. */
public final class Run {
    private final String execution;
    private final long revision;
    private final Trigger trigger;
    private final Tenant tenant;
    private final Optional<CallKey> interaction;
    private final ObjectNode memory;
    private final Map<String, Ending> endings = new LinkedHashMap<>();
    private final Map<String, Ending> standIns = new LinkedHashMap<>();
    /** Steps that had ended and are tried again. */
    private final Map<String, Ending> reopened = new HashMap<>();

    private final Map<String, NavigableMap<Integer, Ending>> elements = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final List<Ending> log = new ArrayList<>();
    private Optional<String> match = Optional.empty();
    private volatile Optional<Luggage> luggage = Optional.empty();

    /** A run that begins. */
    public Run(String execution, long revision, Trigger trigger, Tenant tenant, Recollection recollection) {
        this.execution = execution;
        this.revision = revision;
        this.trigger = trigger;
        this.tenant = tenant;
        this.interaction = recollection.interaction();
        this.memory = recollection.values();
    }

    /** Id of the execution that this run is part of. */
    public String execution() {
        return execution;
    }

    /**
     * What its work for an endpoint is called: the id of the job, and the idempotency key of the call. No other integrator and endpoint
     * of the execution have the same one, although their names may hold hyphens.
     */
    public synchronized String key(String endpoint) {
        var usual = execution + "-" + tenant.name() + (endpoint.contains("-") ? "." : "-") + endpoint;
        return keys.getOrDefault(endpoint, usual);
    }

    /** Work that an older version has accepted goes on under the name that its partner knows. */
    public synchronized void keepKey(String endpoint, String key) {
        keys.put(endpoint, key);
    }

    /** Number of the revision that it runs on. */
    public long revision() {
        return revision;
    }

    /** What happened. */
    public Trigger trigger() {
        return trigger;
    }

    /** For whom. */
    public Tenant tenant() {
        return tenant;
    }

    /** Under which call its steps remember; empty when it belongs to none. */
    public Optional<CallKey> interaction() {
        return interaction;
    }

    /** Reckons what is large of what it keeps with that of its execution. */
    public void carry(Luggage all) {
        luggage = Optional.of(all);
    }

    /** Whether there is room for so many bytes more. */
    boolean carries(long bytes) {
        return luggage.map(all -> all.take(bytes)).orElse(true);
    }

    /** Notes how a step ended; what it remembers can be read by later steps. */
    public synchronized void end(Ending ending) {
        endings.put(ending.endpoint(), ending);
        log.add(ending);
        memory.setAll(ending.remembered());
        match = ending.match().or(() -> match);
    }

    /** Notes how a step ended that is in the journal already. */
    public synchronized void recall(Ending ending) {
        endings.putIfAbsent(ending.endpoint(), ending);
    }

    /** Notes what the journal knows of a step that has looked for somebody. */
    public synchronized void recall(Optional<String> found) {
        match = match.or(() -> found);
    }

    /** Notes a call that is no step of the trigger: the login before a step. */
    public synchronized void note(Ending ending) {
        log.add(ending);
    }

    /** Notes a try of a step that another one follows: it has not ended, also where that was told before. */
    public synchronized void goesOn(Ending ending) {
        log.add(ending);
        if (endings.remove(ending.endpoint()) != null) {
            reopened.put(ending.endpoint(), ending);
        }
    }

    /** Learns what another run of the same execution has done, for the same integrator. */
    public void learn(Run other) {
        var done = other.log();
        synchronized (this) {
            done.stream().filter(ending -> !log.contains(ending)).forEach(log::add);
        }
        tenant.steps(trigger.name()).forEach(step -> other.ending(step.name()).ifPresent(this::recall));
    }

    /** Something to be shown in place of a step that is not over. */
    public synchronized void standIn(Ending other) {
        standIns.put(other.endpoint(), other);
    }

    /** How a step ended, if it has. */
    public synchronized Optional<Ending> ending(String endpoint) {
        return Optional.ofNullable(endings.get(endpoint));
    }

    /** How a step ended, else the try that another one follows, else what stands in for it. */
    public synchronized Optional<Ending> shown(String endpoint) {
        return ending(endpoint)
                .or(() -> Optional.ofNullable(reopened.get(endpoint)))
                .or(() -> Optional.ofNullable(standIns.get(endpoint)));
    }

    /** All that was done so far, in order of ending. */
    public synchronized List<Ending> log() {
        return List.copyOf(log);
    }

    /** None, one or many, where a step has looked for somebody. */
    public synchronized Optional<String> match() {
        return match;
    }

    /** Results of the steps that succeeded, by endpoint. */
    public synchronized JsonNode results() {
        var results = JsonNodeFactory.instance.objectNode();
        standIns.forEach((name, standIn) -> results.set(name, standIn.result()));
        endings.forEach((name, ending) -> {
            if (ending.status().succeeded()) {
                results.set(name, ending.result());
            } else {
                results.remove(name);
            }
        });
        return results;
    }

    /** Learns what other runs of the same call have left meanwhile. */
    public void learn(Store store) {
        var remembered = Recollection.of(store, trigger, tenant.name()).values();
        synchronized (this) {
            memory.setAll(remembered);
        }
    }

    /** How the elements of a list ended that need no further try of a step, by their index. */
    public synchronized NavigableMap<Integer, Ending> elements(String endpoint) {
        return new TreeMap<>(elements.getOrDefault(endpoint, Collections.emptyNavigableMap()));
    }

    /** Notes how an element of the list of a step ended. */
    synchronized void end(int element, Ending ending) {
        elements.computeIfAbsent(ending.endpoint(), _ -> new TreeMap<>()).put(element, ending);
    }

    /** Notes what is known of the elements of the list of a step, instead of what was known before. */
    public synchronized void recall(String endpoint, NavigableMap<Integer, Ending> known) {
        elements.put(endpoint, new TreeMap<>(known));
    }

    /** What it takes of memory besides its trigger, in bytes, as an estimate. */
    public synchronized long weight() {
        return log.stream().mapToLong(Ending::weight).sum() + Weight.of(memory);
    }

    /** What the call remembers, this run's part included. */
    public synchronized ObjectNode memory() {
        return memory.deepCopy();
    }

    /** Whom a breaker stands before: the credentials of an integrator at a host. */
    public Destination destination(Plan plan) {
        var url = plan.endpoint().request().url().text();
        var host = url.startsWith("/") || url.startsWith("{{integrator.host")
                ? tenant().values().path("host").asText("")
                : Arrays.stream(url.split("/", -1)).skip(2).findFirst().orElse(url);
        return new Destination(tenant().name(), host);
    }
}
