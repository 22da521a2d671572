package org.patchbay.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.auth.Attempts;
import org.patchbay.auth.Attempts.Attempt;
import org.patchbay.auth.Attempts.Target;
import org.patchbay.auth.AuthFailure;
import org.patchbay.auth.Login;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Connection.Held;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Tokens.Token;
import org.patchbay.trip.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How integrators stand with their partners, and how people connect them. Thread-safe. */
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final String CHECK = "auth-check";

    private final Revisioner revisioner;
    private final Dispatcher dispatcher;
    private final Links links;
    private final Purse purse;
    private final Attempts attempts;
    private final Authors authors;
    private final States states;

    Connections(Tools tools, Revisioner revisioner, Dispatcher dispatcher, Links links) {
        this.revisioner = revisioner;
        this.dispatcher = dispatcher;
        this.states = new States(tools.store().fields());
        this.links = links;
        this.purse = new Purse(tools, new Ids(tools.clock(), tools.random()), this::live);
        this.authors = new Authors(tools.store());
        this.attempts = new Attempts(tools.store().receipts(), tools.clock(), tools.random(), "connection");
    }

    /**
     * Where a person is sent.
     *
     * @param page address of the partner's page
     * @param visitor what the person's browser keeps until it comes back
     */
    public record Way(String page, Secret visitor) {}

    /**
     * What came of an attempt to connect or of a check.
     *
     * @param failure why the integrator is not connected; empty when it is
     */
    public record Result(String integrator, Optional<Failure> failure) {}

    /** How an integrator of the live revision stands. */
    public Connection of(Tenant tenant) {
        var tokens = tenant.program().logins().values().stream()
                .filter(Login::isKept)
                .map(login -> held(login, purse.kept(tenant, login)))
                .sorted((one, other) -> one.endpoint().compareTo(other.endpoint()))
                .toList();
        var stored = states.fields().state(tenant.name());
        if (!tenant.integrator().enabled()) {
            return new Connection("disabled", "by configuration", tokens);
        }
        if (stored.isPresent()) {
            return new Connection(stored.get().word(), stored.get().reason(), tokens);
        }
        var missing = tokens.stream()
                .filter(token -> token.needsPerson() && token.obtainedAt().isEmpty())
                .findFirst();
        return missing.map(token ->
                        new Connection("pending", "nobody has connected it to `" + token.endpoint() + "` yet", tokens))
                .orElseGet(() -> new Connection("active", "", tokens));
    }

    private static Held held(Login login, Optional<Token> token) {
        return new Held(
                login.name(), login.needsPerson(), token.map(Token::obtainedAt), token.flatMap(Token::expiresAt));
    }

    /**
     * A ticket with which a person can connect the integrator; empty when no person is needed for it.
     *
     * @param by the mark of its author; it opens nothing any more when that one is gone
     */
    public Optional<String> invite(Tenant tenant, Optional<String> by) {
        return tenant.program().logins().values().stream()
                .filter(Login::needsPerson)
                .findFirst()
                .map(login -> attempts.invite(new Target(tenant.name(), login.name(), by)));
    }

    /**
     * Sends the person with that ticket on the way to the partner.
     *
     * @param redirectUri where the partner sends the person back to
     * @return empty when the ticket is unknown, used up or too old, or whoever gave it away is gone
     * @throws Refusal when the address of the page cannot be made
     */
    public Optional<Way> open(String ticket, String redirectUri) {
        return attempts.invited(ticket)
                .flatMap(target -> tenant(target).map(tenant -> open(tenant, target, redirectUri)));
    }

    private Way open(Tenant tenant, Target target, String redirectUri) {
        var run = purse.run(tenant);
        var opened = attempts.open(target, redirectUri);
        var values = Views.of(run, Map.of(), kit().moment()).with(Root.GRANT, opened.grant());
        var page = tenant.program().login(target.login()).page().orElseThrow();
        var request = new Trip(page, values, tenant.locality()).prepare().request();
        return new Way(request.url(), opened.visitor());
    }

    /** Takes the attempt that a person comes back from; empty when there is none, or another browser went there. */
    public Optional<Attempt> close(String state, String visitor) {
        return attempts.close(state, visitor)
                .filter(attempt -> tenant(attempt.target()).isPresent());
    }

    /** Trades the code that the person brought for a token, keeps it, and asks the partner whether it is good. */
    public Result finish(Attempt attempt, String code) {
        var tenant = tenant(attempt.target()).orElseThrow(Engine.NotReady::new);
        var run = purse.run(tenant);
        try {
            kit().tokens()
                    .connect(
                            purse.wanted(
                                    run, tenant.program().login(attempt.target().login())),
                            attempt.grant(code));
        } catch (AuthFailure failure) {
            return new Result(tenant.name(), Optional.of(masked(tenant, failure.failure())));
        }
        attempts.done(attempt.target());
        states.accepted(tenant.name());
        var checked = steps(tenant).isEmpty() ? new Result(tenant.name(), Optional.empty()) : check(tenant);
        return checked.failure().isPresent()
                ? checked
                : new Result(tenant.name(), links.agreed(tenant).map(Linked.Failed::failure));
    }

    /**
     * Asks the partner whether what it was given is good: by the endpoints that listen to auth-check, else by fetching the tokens. What
     * is good again runs again, what is refused stops.
     */
    public Result check(Tenant tenant) {
        return check(tenant, Map.of());
    }

    /** True where a check asks anybody: an endpoint listens to auth-check, or there are tokens to fetch. */
    public boolean canCheck(Tenant tenant) {
        return !steps(tenant).isEmpty() || !tenant.program().logins().isEmpty();
    }

    /** The same with values of fields that are never stored. */
    public Result check(Tenant known, Map<String, String> passing) {
        var tenant = passing.isEmpty() ? known : known.told(passing);
        var run = purse.run(tenant);
        var failure = steps(tenant).isEmpty() ? fetched(run) : checked(tenant, run);
        if (failure.isEmpty()) {
            states.accepted(tenant.name());
        } else if (isRefused(failure.get())) {
            states.set(tenant.name(), new State(States.REAUTH, failure.get().message()));
        }
        return new Result(tenant.name(), failure);
    }

    private List<?> steps(Tenant tenant) {
        return tenant.steps(CHECK);
    }

    private Optional<Failure> checked(Tenant tenant, Run run) {
        tenant.program().logins().values().forEach(login -> again(run, login));
        var answer = dispatcher.check(live(), purse.trigger(tenant), tenant);
        return answer.results().values().stream()
                .flatMap(steps -> steps.values().stream())
                .flatMap(step -> step.problem().stream())
                .findFirst();
    }

    private Optional<Failure> fetched(Run run) {
        try {
            for (var login : run.tenant().program().logins().values()) {
                again(run, login);
                var timeout = login.request().endpoint().request().timeout();
                var _ = kit().tokens().token(purse.wanted(run, login), Deadline.in(timeout.multipliedBy(2)));
            }
            return Optional.empty();
        } catch (AuthFailure failure) {
            return Optional.of(masked(run.tenant(), failure.failure()));
        } catch (Refusal refusal) {
            return Optional.of(masked(run.tenant(), refusal.failure()));
        }
    }

    /** A person asks: nobody waits for a cool-down to end. */
    private void again(Run run, Login login) {
        try {
            kit().tokens().retry(purse.wanted(run, login).key());
        } catch (Refusal unfinished) {
            LOG.debug("connection.check endpoint={} has no request yet", login.name());
        }
    }

    private static boolean isRefused(Failure failure) {
        return failure.status().equals(Optional.of(401))
                || failure.code() == FailureCode.REAUTH_REQUIRED
                || failure.code() == FailureCode.UPSTREAM_UNAUTHORIZED;
    }

    /** Lets an integrator run again, whatever stopped it. */
    public void enable(Tenant tenant) {
        states.clear(tenant.name());
    }

    /** Stops an integrator. */
    public void disable(Tenant tenant, String reason) {
        states.set(tenant.name(), new State("disabled", reason));
    }

    /**
     * Lets go of the integrator's tokens and gives them back to the partner. Who connected it has to connect it again.
     *
     * @return why the partner did not take one of them; they are not used any more, all the same
     */
    public Result disconnect(Tenant tenant) {
        var run = purse.run(tenant);
        var failures = tenant.program().logins().values().stream()
                .filter(Login::isKept)
                .flatMap(login -> givenBack(run, login).stream())
                .toList();
        states.accepted(tenant.name());
        LOG.info("integrator.state integrator={} to=disconnected; its tokens were given back", tenant.name());
        return new Result(tenant.name(), failures.stream().findFirst().map(failure -> masked(tenant, failure)));
    }

    private Optional<Failure> givenBack(Run run, Login login) {
        try {
            return kit().tokens().giveBack(purse.wanted(run, login));
        } catch (AuthFailure failure) {
            return Optional.of(failure.failure());
        } catch (Refusal unfinished) {
            return Optional.empty();
        }
    }

    private static Failure masked(Tenant tenant, Failure failure) {
        return new Failure(
                failure.code(),
                tenant.masker().sentence(failure.message()),
                failure.agentMessage(),
                failure.status(),
                failure.input());
    }

    private Optional<Tenant> tenant(Target target) {
        return target.by().map(authors::stands).orElse(true) ? integrator(target) : Optional.empty();
    }

    private Optional<Tenant> integrator(Target target) {
        return live().tenant(target.integrator())
                .filter(tenant -> tenant.program().logins().containsKey(target.login()));
    }

    private Live live() {
        return revisioner.live().orElseThrow(Engine.NotReady::new);
    }

    private Kit kit() {
        return live().kit();
    }
}
