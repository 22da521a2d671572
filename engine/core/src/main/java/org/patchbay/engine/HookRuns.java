package org.patchbay.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Receipts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what hooks have heard on a revision: durable before the answer where it leaves first. Thread-safe. */
record HookRuns(Tools tools, Dispatcher dispatcher, Live live, Links links) implements HookRunner {
    private static final Logger LOG = LoggerFactory.getLogger(HookRuns.class);

    @Override
    public Came accept(News news) {
        var id = dispatcher.nextId();
        var once = key(news);
        if (news.happening().connects()) {
            return connect(news, id);
        }
        if (once.isEmpty()) {
            accept(news, id, id);
            return told(news, id);
        }
        var told = firsts().once(once.get(), id, execution -> accept(news, id, execution));
        return told.isFirst()
                ? told(news, told.execution())
                : told(news, told.execution()).repeating();
    }

    private Firsts firsts() {
        return new Firsts(tools, dispatcher.custody());
    }

    private static Came told(News news, String execution) {
        return news.happening()
                .trigger()
                .map(trigger -> Came.accepted(execution, trigger))
                .orElseGet(() -> Came.idle(execution));
    }

    @Override
    public Came await(News news, Duration longest) {
        var id = dispatcher.nextId();
        var once = key(news);
        if (news.happening().connects()) {
            return connect(news, id);
        }
        if (once.isEmpty()) {
            return run(news, id, longest);
        }
        var came = new AtomicReference<>(Came.idle(id));
        var told = firsts().once(once.get(), id, execution -> came.set(run(news, execution, longest)));
        return told.isFirst() ? came.get() : again(news, told.execution());
    }

    /** Who is connected a second time is the same one: no need to remember that it came before. What it fires besides is for him. */
    private Came connect(News news, String id) {
        var came = new Introductions(links).connect(news, id);
        came.connected()
                .ifPresent(tenant -> news.with(tenant).trigger().ifPresent(trigger -> {
                    var longest = Optional.of(Duration.ZERO);
                    dispatcher.fire(links.now(), dispatcher.nextId(), trigger, longest);
                }));
        return came;
    }

    private Came again(News news, String execution) {
        return news.trigger()
                .map(trigger -> Came.again(dispatcher.repeated(live, execution, trigger)))
                .orElseGet(() -> Came.idle(execution).repeating());
    }

    private static Optional<Receipts.Key> key(News news) {
        var happening = news.happening();
        var scope = "hook/" + news.guest().tenant().name() + "/" + news.plan().name() + "/" + happening.word();
        return happening.once().map(value -> Firsts.key(scope, value));
    }

    private Consequences consequences() {
        return new Consequences(tools.store(), links.removals()::departed);
    }

    private Came run(News news, String execution, Duration longest) {
        consequences().write(news);
        var trigger = news.trigger();
        var unfit = news.guest().unfit();
        if (unfit.isPresent()) {
            return Came.rejected(execution, trigger.map(Trigger::name).orElse(""), unfit.get());
        }
        return trigger.map(found -> found.integrator().isEmpty()
                        ? Came.of(dispatcher.fire(live, execution, found, Optional.of(longest)))
                        : dispatcher.serve(live, execution, found, news.awaiting(), longest))
                .orElseGet(() -> Came.idle(execution));
    }

    /** An attempt that was lost with its process may have been taken, and may even be over. */
    private void accept(News news, String id, String execution) {
        consequences().write(news);
        var tenant = news.guest().tenant();
        news.trigger()
                .filter(_ -> id.equals(execution) || !isTaken(tenant, execution))
                .ifPresent(trigger -> {
                    dispatcher.fire(live, execution, trigger, Optional.of(Duration.ZERO));
                    LOG.info(
                            "hook.accepted execution={} integrator={} hook={} trigger={}",
                            execution,
                            tenant.name(),
                            news.plan().name(),
                            trigger.name());
                });
    }

    private boolean isTaken(Tenant tenant, String execution) {
        return !tools.store().lanes().results(execution, tenant.name()).isEmpty();
    }
}
