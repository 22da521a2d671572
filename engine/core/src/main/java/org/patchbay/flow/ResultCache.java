package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.definition.Cache;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Values;
import org.patchbay.exchange.Weight;
import org.patchbay.trip.Plan;

/** Results of GetData endpoints that may be used again for the same request. Thread-safe. */
public final class ResultCache {
    /** Of memory: what one partner makes large leaves less room for others', and takes none of what calls need. */
    private static final long MOST = Runtime.getRuntime().maxMemory() / 16;

    private final com.github.benmanes.caffeine.cache.Cache<String, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((String key, Kept one) ->
                    Math.toIntExact(Math.min(Weight.of(key) + Weight.of(one.result), Integer.MAX_VALUE)))
            .build();

    private record Kept(JsonNode result, Instant at, boolean empty) {}

    /** The kept result while it lives; else what the call brings; else, while the partner is down, the old one. */
    Ending find(Run run, Plan plan, Cache lives, Values values, Instant now, Supplier<Ending> call) {
        var key = key(run, plan, values);
        var known = Optional.ofNullable(kept.getIfPresent(key));
        var alive = known.filter(old -> now.isBefore(old.at.plus(life(lives, old))));
        if (alive.isPresent()) {
            return Ending.known(plan.name(), Step.Status.CACHED, alive.get().result, Optional.empty(), now);
        }
        var ending = call.get();
        if (ending.status() == Step.Status.SUCCEEDED) {
            kept.put(key, new Kept(ending.result(), now, isEmpty(ending.result())));
            return ending;
        }
        var down = ending.outcome().filter(Outcome.Retry.class::isInstance).isPresent();
        return known.filter(
                        old -> down && now.isBefore(old.at.plus(lives.stale().orElse(Duration.ZERO))))
                .map(old -> Ending.known(plan.name(), Step.Status.CACHED, old.result, ending.problem(), now))
                .orElse(ending);
    }

    /** An old result that may stand in for one that does not come in time. */
    Optional<Ending> standIn(Run run, Plan plan, Cache lives, Values values, Instant now) {
        var longest =
                lives.lifetime().orElse(Duration.ZERO).compareTo(lives.stale().orElse(Duration.ZERO)) < 0
                        ? lives.stale()
                        : lives.lifetime();
        return Optional.ofNullable(kept.getIfPresent(key(run, plan, values)))
                .filter(old -> now.isBefore(old.at.plus(longest.orElse(Duration.ZERO))))
                .map(old -> Ending.known(plan.name(), Step.Status.CACHED, old.result, Optional.empty(), now));
    }

    private static Duration life(Cache lives, Kept known) {
        var usual = lives.lifetime().orElse(Duration.ZERO);
        return known.empty ? lives.none().orElse(usual) : usual;
    }

    private static boolean isEmpty(JsonNode result) {
        return result.valueStream().allMatch(value -> value.isNull() || value.isContainerNode() && value.isEmpty());
    }

    /** The same request: the same arguments for the same tenant, whatever token it carries. */
    private static String key(Run run, Plan plan, Values values) {
        var text = new StringBuilder(run.tenant().fingerprint()).append('\n').append(plan.name());
        try {
            for (var argument : plan.resolver()
                    .resolve(
                            values.with(Root.AUTH, run.tenant().values().objectNode()),
                            run.tenant().locality())) {
                text.append('\n').append(argument.key()).append('=').append(read(argument));
            }
        } catch (Refusal refusal) {
            text.append('\n').append(values.root(Root.BODY)).append(values.root(Root.RESULT));
        }
        return DigestUtils.sha256Hex(text.toString());
    }

    private static String read(Argument argument) {
        return argument.value().isContainerNode() ? argument.value().toString() : Scalars.text(argument.value());
    }
}
