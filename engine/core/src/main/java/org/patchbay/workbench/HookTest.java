package org.patchbay.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Listening.Address;
import org.patchbay.definition.Method;
import org.patchbay.definition.TestCase.HookRequest;
import org.patchbay.engine.Came;
import org.patchbay.engine.Door;
import org.patchbay.engine.HookRunner;
import org.patchbay.engine.News;
import org.patchbay.engine.Reception;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;
import org.patchbay.hook.HookPlan;
import org.patchbay.store.memory.MemoryStore;
import org.patchbay.wire.Wire;

/** The call of a hook in a test: what is done later in earnest is done at once here. */
final class HookTest implements HookRunner {
    /** The address of the installation in tests. */
    static final String ADDRESS = "https://patchbay.test";

    /** Of every execution in a test. */
    static final String ID = "test";

    private static final String TYPE = "Content-Type";
    private static final String TOKEN = "0".repeat(32);

    private final MemoryStore store;
    private final TestClock clock;
    private final Player player;
    private final Set<String> seen = new HashSet<>();

    /** Plays the run that an event fires. */
    interface Player {
        Came play(News news, Tenant tenant);
    }

    HookTest(MemoryStore store, TestClock clock, Player player) {
        this.store = store;
        this.clock = clock;
        this.player = player;
    }

    /** What the hook answers. */
    Reply call(String name, HookRequest calling, Tenant tenant, Tenant visitor, Moment moment) {
        var plan = plan(name, tenant);
        var isShared = plan.listening().address() == Address.SHARED;
        var door = new Door(plan, calling.path(), isShared ? visitor : tenant, List.of(tenant));
        var service = new Reception.Service(this, moment, 1);
        return new Reception(store, clock).receive(door, request(plan, calling, tenant, moment), service);
    }

    private static HookPlan plan(String name, Tenant tenant) {
        return tenant.program().hooks().stream()
                .filter(hook -> hook.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Request request(HookPlan plan, HookRequest calling, Tenant tenant, Moment moment) {
        var base = plan.path(tenant.name(), TOKEN);
        var own = plan.route().path(Map.of());
        var path =
                base.substring(0, base.length() - own.length()) + plan.route().path(calling.path());
        var draft = new Draft(
                calling.method().orElseGet(() -> first(plan)),
                new Origin("https", "patchbay.test", 443),
                path,
                pairs(calling.query()),
                pairs(calling.header()),
                List.of(),
                body(calling));
        return Wire.request(calling.signWith()
                .map(name -> plan(name.text(), tenant).sign(typed(draft), Views.of(tenant, moment)))
                .orElseGet(() -> typed(draft)));
    }

    private static Method first(HookPlan plan) {
        return plan.listening().method().getFirst();
    }

    private static List<Pair> pairs(Map<String, List<String>> map) {
        var pairs = new ArrayList<Pair>();
        map.forEach((name, values) -> values.forEach(value -> pairs.add(new Pair(name, value))));
        return pairs;
    }

    private static Body body(HookRequest calling) {
        if (!calling.form().isEmpty()) {
            return new Body.Form(pairs(calling.form()));
        }
        return calling.json()
                .<Body>map(tree -> new Body.Json(tree.toJson()))
                .or(() -> calling.body().map(Body.Text::new))
                .orElseGet(Body.None::new);
    }

    /** The same saying what its body is. */
    private static Draft typed(Draft draft) {
        var type = type(draft.body());
        if (type.isEmpty()
                || draft.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(TYPE))) {
            return draft;
        }
        var headers = new ArrayList<>(draft.headers());
        headers.add(new Pair(TYPE, type.get()));
        return new Draft(
                draft.method(), draft.origin(), draft.path(), draft.query(), headers, draft.cookies(), draft.body());
    }

    private static Optional<String> type(Body body) {
        if (!(body instanceof Body.Text(var text))) {
            return Wire.contentType(body);
        }
        if (text.startsWith("<")) {
            return Optional.of("application/xml");
        }
        return text.startsWith("{") || text.startsWith("[") ? Optional.of("application/json") : Wire.contentType(body);
    }

    @Override
    public Came accept(News news) {
        if (isRepeated(news)) {
            return Came.idle(ID).repeating();
        }
        player.play(news, news.guest().tenant());
        return news.trigger().map(trigger -> Came.accepted(ID, trigger.name())).orElseGet(() -> Came.idle(ID));
    }

    @Override
    public Came await(News news, Duration longest) {
        return isRepeated(news) ? Came.idle(ID).repeating() : player.play(news, news.awaiting());
    }

    private boolean isRepeated(News news) {
        var once = news.happening().once();
        return once.isPresent() && !seen.add(news.happening().word() + "/" + once.get());
    }
}
