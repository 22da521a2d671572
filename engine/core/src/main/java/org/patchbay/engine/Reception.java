package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;
import org.patchbay.hook.HandshakePlan;
import org.patchbay.hook.HookPlan;
import org.patchbay.hook.Knock;
import org.patchbay.render.ReplyPlan;
import org.patchbay.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what partners send to hooks: it holds no lock, so that a partner may call while we call it. Thread-safe. */
public final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** What the caller brings is kept nowhere, so nothing can be done with it after the answer. */
    private static final Failure LATE =
            Failure.of(FailureCode.UPSTREAM_TIMEOUT, "there was no time left for this event; nothing was done");

    private final Store store;
    private final InstantSource clock;
    private final Doorkeeper doorkeeper;

    /** Answers with what that store knows. */
    public Reception(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.doorkeeper = new Doorkeeper(store, clock);
    }

    /** With what a request is served. */
    public record Service(HookRunner runner, Moment moment, long revision) {}

    /** A request at a door that was found. */
    private record Call(Service service, Door door, Knock knock) {
        HookPlan plan() {
            return door.plan();
        }

        Moment moment() {
            return service.moment();
        }
    }

    /** Answers a request to one of the hooks there are, or to none. */
    Reply receive(Doors doors, Request request, String prefix, Service service) {
        return doors.find(request, prefix)
                .map(door -> receive(door, request, service))
                .orElseGet(() -> unknown(doors.like(request, prefix), request, service.moment()));
    }

    /** Answers a request to a hook. */
    public Reply receive(Door door, Request request, Service service) {
        return receive(new Call(service, door, door.plan().read(request, door.parts())));
    }

    /** An address that does not exist is answered like a wrong signature at one that does. */
    private Reply unknown(Optional<Door> like, Request request, Moment moment) {
        LOG.warn("hook.refused there is no such hook; nothing runs");
        like.ifPresent(door -> doorkeeper.pretend(door, door.plan().read(request, door.parts()), moment));
        return like.map(door -> door.plan().refusal()).orElseGet(HookPlan::unknown);
    }

    private Reply receive(Call call) {
        var plan = call.plan();
        var first = values(call, call.door().host());
        var early = plan.firstHandshake(first);
        if (early.isPresent()) {
            return greet(call, early.get(), call.door().host(), first);
        }
        return switch (doorkeeper.admit(call.door(), call.knock(), call.moment())) {
            case Admitted.Refused(var reason) -> refuse(call, reason);
            case Admitted.Nobody(var values) -> nobody(call, values);
            case Admitted.In(var guests) -> genuine(call, guests);
        };
    }

    /** Nobody is meant; a partner may greet before there is anybody. */
    private static Reply nobody(Call call, Values values) {
        var plan = call.plan();
        LOG.info("hook.ignored hook={} it means no integrator", plan.name());
        var reply = plan.handshake(values)
                .filter(handshake -> handshake.brings(values).isEmpty())
                .map(HandshakePlan::reply)
                .orElseGet(plan::none);
        return say(call, reply, values, call.door().host());
    }

    private static Values values(Call call, Tenant tenant) {
        return Doorkeeper.values(call.plan(), tenant, call.plan().hidden(call.knock()), call.moment());
    }

    private static Reply refuse(Call call, String reason) {
        LOG.warn(
                "hook.refused integrator={} hook={} {}; nothing runs",
                call.door().host().name(),
                call.plan().name(),
                reason);
        return call.plan().refusal();
    }

    private Reply genuine(Call call, List<Guest> guests) {
        var first = guests.getFirst();
        if (call.knock().unreadable().isPresent()) {
            LOG.warn(
                    "hook.refused hook={} {}",
                    call.plan().name(),
                    call.knock().unreadable().get());
            return plain(
                    400, "the body cannot be read: " + call.knock().unreadable().get());
        }
        var handshake = call.plan().handshake(first.values());
        if (handshake.isPresent()) {
            return greet(call, handshake.get(), first.tenant(), first.values());
        }
        if (call.plan().isTooMuch(call.knock())) {
            LOG.warn(
                    "hook.refused hook={} it tells of more than {} events",
                    call.plan().name(),
                    HookPlan.MOST_EVENTS);
            return plain(413, "more than " + HookPlan.MOST_EVENTS + " events in one request");
        }
        return work(call, guests);
    }

    private Reply greet(Call call, HandshakePlan handshake, Tenant tenant, Values values) {
        var brings = handshake.brings(values);
        if (!brings.isEmpty() && !isExpected(tenant)) {
            return refuse(call, "a handshake brings a secret that nobody waits for");
        }
        var told = handshake.reply().tell(values, tenant.locality());
        if (!told.lacking().isEmpty()) {
            unanswered(call, told, tenant);
            return plain(400, "what the answer is made of is missing or unfit");
        }
        new Consequences(store, _ -> {}).write(tenant, brings);
        LOG.info(
                "hook.handshake integrator={} hook={}",
                tenant.name(),
                call.plan().name());
        return told.reply();
    }

    /** Only while we are introducing ourselves: else anybody who can reach the hook could replace the secret. */
    private boolean isExpected(Tenant tenant) {
        return new Registrations(store, clock).isOpen(tenant);
    }

    private Reply work(Call call, List<Guest> guests) {
        var news = news(call, guests);
        if (news.isEmpty()) {
            LOG.info(
                    "hook.ignored integrator={} hook={} nothing listens to this",
                    guests.getFirst().tenant().name(),
                    call.plan().name());
        }
        var runner = call.service().runner();
        var came = call.plan()
                .patience()
                .map(wait -> awaited(runner, news, wait))
                .orElseGet(() -> each(news, runner::accept));
        return answer(call, guests.getFirst(), came);
    }

    /** Of several that are meant one may have no room: the others have it all the same, and the partner is told to come again. */
    private static List<Came> each(List<News> news, Function<News, Came> work) {
        var came = new ArrayList<Came>();
        var crowded = Optional.<Crowded>empty();
        for (var one : news) {
            try {
                came.add(work.apply(one));
            } catch (Crowded full) {
                crowded = Optional.of(full);
            }
        }
        crowded.ifPresent(full -> {
            throw full;
        });
        return came;
    }

    private static List<News> news(Call call, List<Guest> guests) {
        var knock = call.plan().hidden(call.knock());
        return guests.stream()
                .flatMap(guest -> call.plan().heard(knock, guest.values()).stream()
                        .map(happening -> new News(
                                call.plan(),
                                guest,
                                happening,
                                knock.body(),
                                call.moment().now())))
                .toList();
    }

    /** One after the other within the time; what has none left goes on after the answer. */
    private static List<Came> awaited(HookRunner runner, List<News> news, Duration wait) {
        var end = System.nanoTime() + wait.toNanos();
        return each(news, one -> {
            var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (left.isZero()) {
                return one.plan().bringsFields() ? Came.rejected("", "", LATE) : runner.accept(one);
            }
            return runner.await(one, left);
        });
    }

    private Reply answer(Call call, Guest guest, List<Came> came) {
        var told = came.stream()
                .filter(one -> !one.isGood())
                .findFirst()
                .or(() -> came.stream().findFirst())
                .orElseGet(() -> Came.idle(""));
        var values = told.in(guest, call.service().revision(), call.moment().now());
        var repeated = !came.isEmpty() && came.stream().allMatch(Came::repeated);
        var reply = call.plan()
                .duplicate()
                .filter(_ -> repeated)
                .orElseGet(() -> call.plan().reply(values));
        return say(call, reply, values, guest.tenant());
    }

    /** What was taken is not asked for again: the answer leaves with what can be made of it. */
    private static Reply say(Call call, ReplyPlan reply, Values values, Tenant tenant) {
        var told = reply.tell(values, tenant.locality());
        unanswered(call, told, tenant);
        return told.reply();
    }

    private static void unanswered(Call call, ReplyPlan.Told told, Tenant tenant) {
        told.lacking()
                .forEach(failure -> LOG.error(
                        "hook.unanswered integrator={} hook={} a part of the answer cannot be made: {}",
                        tenant.name(),
                        call.plan().name(),
                        tenant.masker().mask(failure.message())));
    }

    private static Reply plain(int status, String text) {
        return new Reply(
                status,
                List.of(new Pair("Content-Type", "text/plain; charset=utf-8")),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
