package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.LinkVisit.Opening;
import org.patchbay.engine.LinkVisit.Way;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.store.memory.MemoryStore;

/** People on link pages: from node to node, whose identity it is, and what becomes of their tokens. */
class LinkPagesTest {
    private static final String GIT = """
            kind: Template
            name: git
            type: Link
            baseUrl: https://git.example
            parameters:
              - { name: repo, label: Repository }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.git}}" }
            defaults: { parameters: [token] }
            link: { receives: { hint: text }, identity: { integrator.repo: link.form.repo } }
            endpoints:
              - { name: git, type: Auth, grant: authorization_code, authorizeUrl: /authorize, url: /token, client: { id: patchbay },
                  principal: { endpoint: whoAmI, key: [id], label: login } }
              - { name: whoAmI, type: GetData, url: /user, result: { id: id, login: login } }
              - { name: addHook, type: PostData, trigger: [link-create, link-reactivate], url: "/hooks?hint={{link.hint?}}", body: { repo: "{{integrator.repo}}" } }
            """;

    private final WatchedTokens store = new WatchedTokens(new MemoryStore());
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final House house = new House(store, () -> Instant.now().plus(passed.get()));
    private volatile String user = "{\"id\":7,\"login\":\"an\"}";
    private volatile int hooks = 201;

    @BeforeEach
    void open() {
        house.answering(this::answer);
        assertThat(house.load(GIT)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Reply answer(Request request) {
        return switch (URI.create(request.url()).getPath()) {
            case "/token" -> House.reply(200, "{\"access_token\":\"A1\",\"refresh_token\":\"R1\"}");
            case "/user" -> House.reply(200, user);
            default -> House.reply(hooks, "{}");
        };
    }

    private static Opening opening(String user) {
        return new Opening(
                "git", "CC-1", Optional.of(user), Optional.empty(), Way.INVITED, Optional.empty(), Optional.empty());
    }

    /** A page on which a person has agreed, and the trouble that was told. */
    private record Agreed(LinkVisit visit, Optional<String> trouble) {}

    private static LinkVisit page(House node, String person) {
        var ticket = node.engine.linkPages().invite(opening(person)).orElseThrow();
        return node.engine
                .linkPages()
                .open("git", ticket, Map.of("hint", "h-s3cret"))
                .orElseThrow()
                .visit();
    }

    private static LinkVisit again(House node, LinkVisit visit) {
        return node.engine
                .linkPages()
                .visit(visit.id(), visit.visitor().reveal())
                .orElseThrow();
    }

    private static Agreed agreed(House there, House back, LinkVisit visit) {
        var way = there.engine
                .linkPages()
                .authorize(again(there, visit), "https://pb.test/oauth/callback")
                .orElseThrow();
        var query = new HashMap<String, String>();
        Arrays.stream(URI.create(way.page()).getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], pair[1]));
        var pages = back.engine.linkPages();
        var attempt = pages.close(query.get("state"), way.visitor().reveal()).orElseThrow();
        var trouble = pages.finish(attempt, "code").map(failure -> failure.message());
        assertThat(pages.close(query.get("state"), way.visitor().reveal())).isEmpty();
        return new Agreed(again(back, visit), trouble);
    }

    private Agreed agreed(String person) {
        return agreed(house, house, page(house, person));
    }

    private static Optional<Linked> connect(House node, LinkVisit visit, String repo) {
        return node.engine.linkPages().connect(again(node, visit), Map.of("repo", List.of(repo))).stream()
                .findFirst();
    }

    @Test
    void a_page_goes_on_at_another_node_after_each_step() {
        try (var other = new House(store)) {
            other.answering(this::answer).load(GIT);

            var visit = agreed(house, other, page(other, "u1")).visit();
            var made = connect(house, visit, "shop").flatMap(Linked::integrator).orElseThrow();

            assertThat(made.integrator().user()).contains("u1");
            assertThat(made.known().principal().orElseThrow().label()).isEqualTo("an");
            assertThat(house.urls()).contains("POST https://git.example/hooks?hint=h-s3cret");
            assertThat(other.engine
                            .linkPages()
                            .visit(visit.id(), visit.visitor().reveal()))
                    .isEmpty();
        }
    }

    @Test
    void a_page_opens_only_for_what_its_browser_keeps() {
        var visit = page(house, "u1");

        assertThat(house.engine.linkPages().visit(visit.id(), "")).isEmpty();
        assertThat(house.engine.linkPages().visit(visit.id(), visit.id())).isEmpty();
        assertThat(house.engine.linkPages().visit("", visit.visitor().reveal())).isEmpty();
        assertThat(house.engine.linkPages().visit(visit.id(), visit.visitor().reveal()))
                .isPresent();
    }

    @Test
    void nobody_has_to_agree_where_no_partner_is_asked() {
        house.load("""
                kind: Template
                name: git
                parameters: [{ name: repo }]
                endpoints: [{ name: addHook, type: PostData, trigger: link-create, url: "https://git.example/hooks" }]
                link: { scope: user }
                """);
        var visit = page(house, "u1");

        assertThat(house.engine.linkPages().needs(visit)).isEmpty();
        assertThat(house.engine.linkPages().authorize(visit, "https://pb.test/oauth/callback"))
                .isEmpty();
    }

    @Test
    void who_agrees_once_more_stays_whose_he_was_and_is_taken_over_by_nobody() {
        connect(house, agreed("u1").visit(), "shop");

        var again = agreed("u1");
        var other = agreed("u2");

        assertThat(again.trouble()).isEmpty();
        assertThat(other.trouble()).contains("`an` was connected by somebody else");
        assertThat(other.visit().isAuthorized()).isFalse();
        assertThat(house.store.principals().list("CC-1"))
                .singleElement()
                .satisfies(principal -> assertThat(principal.user()).contains("u1"));
        assertThat(store.left())
                .allMatch(key -> key.startsWith(
                        house.store.principals().list("CC-1").getFirst().id() + "/"));
    }

    @Test
    void a_partner_that_does_not_say_who_has_agreed_connects_nobody() {
        user = "{\"login\":\"an\"}";

        var agreed = agreed("u1");

        assertThat(agreed.trouble()).contains("the partner does not say who has agreed: `id` is missing");
        assertThat(agreed.visit().isAuthorized()).isFalse();
        assertThat(house.store.principals().list("CC-1")).isEmpty();
        assertThat(store.left()).isEmpty();
    }

    @Test
    void a_token_is_handed_back_to_the_page_when_the_partner_refuses_the_link() {
        var visit = agreed("u1").visit();
        hooks = 403;

        var refused = connect(house, visit, "shop");
        hooks = 201;
        var made = connect(house, visit, "shop");

        assertThat(refused).containsInstanceOf(Linked.Failed.class);
        assertThat(made).containsInstanceOf(Linked.Made.class);
        assertThat(house.urls().stream().filter(url -> url.contains("/token"))).hasSize(1);
    }

    @Test
    void what_was_agreed_on_a_page_that_is_abandoned_is_forgotten_when_its_time_is_over() {
        agreed("u1");
        house.engine.forget();
        assertThat(store.left()).isNotEmpty();

        passed.set(Duration.ofMinutes(31));
        house.engine.forget();

        assertThat(store.left()).isEmpty();
        assertThat(house.store.principals().list("CC-1")).isEmpty();
    }

    @Test
    void an_abandoned_page_takes_nothing_from_links_that_its_identity_has() {
        connect(house, agreed("u1").visit(), "shop");
        agreed("u1");
        var before = store.left();

        passed.set(Duration.ofHours(2));
        house.engine.forget();

        assertThat(store.left()).isEqualTo(before).isNotEmpty();
        assertThat(house.store.principals().list("CC-1")).hasSize(1);
    }

    @Test
    void an_abandoned_page_without_an_identity_leaves_no_token() {
        withoutIdentity();
        agreed("u1");
        assertThat(store.left()).hasSize(1);

        passed.set(Duration.ofMinutes(31));
        house.engine.forget();

        assertThat(store.left()).isEmpty();
    }

    private void withoutIdentity() {
        house.load(GIT.replace(",\n                  principal: { endpoint: whoAmI, key: [id], label: login } }", " }")
                .replace("client: { id: patchbay },", "client: { id: patchbay }")
                .replace("principal: { endpoint: whoAmI, key: [id], label: login } }", "}"));
    }

    @Test
    void a_connection_of_one_account_is_not_given_to_another() {
        connect(house, agreed("u1").visit(), "shop");
        user = "{\"id\":8,\"login\":\"binh\"}";

        var other = connect(house, agreed("u1").visit(), "shop");

        assertThat(other)
                .containsInstanceOf(Linked.Refused.class)
                .map(Object::toString)
                .hasValueSatisfying(text -> assertThat(text).contains("belongs to another account at the partner"));
        assertThat(house.store.integrators().list()).hasSize(1);
    }

    @Test
    void an_identity_goes_with_its_links_and_its_tokens() {
        var visit = agreed("u1").visit();
        connect(house, visit, "shop");
        connect(house, agreed("u1").visit(), "web");
        assertThat(store.left()).isNotEmpty();
        assertThat(house.store.integrators().list()).hasSize(2);

        house.engine.links().remove(house.store.principals().list("CC-1").getFirst());

        assertThat(house.store.principals().list("CC-1")).isEmpty();
        assertThat(house.store.integrators().list()).isEmpty();
        assertThat(store.left()).isEmpty();
    }

    @Test
    void an_identity_that_has_no_link_any_more_goes_with_its_tokens() {
        connect(house, agreed("u1").visit(), "shop")
                .flatMap(Linked::integrator)
                .ifPresent(house.engine.links()::remove);
        assertThat(store.left()).isNotEmpty();

        house.engine.links().remove(house.store.principals().list("CC-1").getFirst());

        assertThat(store.left()).isEmpty();
    }

    @Test
    void what_was_agreed_on_a_page_that_is_cancelled_without_an_identity_is_forgotten() {
        withoutIdentity();
        var visit = agreed("u1").visit();
        assertThat(store.left()).hasSize(1);

        house.engine.linkPages().cancel(visit);

        assertThat(store.left()).isEmpty();
        assertThat(new ArrayList<>(house.store.integrators().list())).isEmpty();
    }
}
