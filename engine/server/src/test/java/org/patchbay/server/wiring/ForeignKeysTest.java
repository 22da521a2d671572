package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.http.KeyMint.Minted;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.RouteTable.Admins;
import org.patchbay.server.wiring.RouteTable.Kind;
import org.patchbay.server.wiring.RouteTable.Names;
import org.patchbay.server.wiring.RouteTable.Open;
import org.patchbay.server.wiring.RouteTable.Route;
import org.patchbay.server.wiring.RouteTable.Tenants;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Every key that call centre CC-2 may have, at every route, for what is CC-1's (promise 30). New routes enter by themselves. */
class ForeignKeysTest {
    private static final String PAGE = "https://phone.beta.example";

    private static final String IN_QUERY = "callcenterId=CC-1";
    private static final String IN_BODY = "\"callcenterId\":\"CC-1\"";

    /** What only call centre CC-1 knows. */
    private static final Set<String> FOREIGN = Set.of(
            "Nguyen Van An", "key-of-acme", "south", "phone.acme.example", "c-canary", "uid-canary", "0901234567");

    private final Site site = new Site();
    private List<Route> routes = List.of();

    @BeforeEach
    void starts_a_server_on_which_every_path_of_the_table_leads_to_something_of_one_call_centre() {
        site.crm.answering(ForeignKeysTest::partner);
        site.write("crm.yaml", everything(site.crm.host())).start(Watching.OFF);
        routes = RouteTable.of(site);
    }

    @AfterEach
    void stops_it() {
        site.close();
    }

    private static Replied partner(Asked asked) {
        return new Replied(
                200,
                asked.path().equals("/contacts")
                        ? "{\"items\":[{\"id\":7,\"name\":\"Nguyen Van An\"},{\"id\":8,\"name\":\"Binh\"}]}"
                        : "{\"people\":[]}");
    }

    /** The usual documents with a synchronization, a page for links, and a question to the agent. */
    private static String everything(String host) {
        return Samples.crm(host)
                .replace(
                        "    result: { id: id, name: name, score: { path: score, default: 0 } }\n",
                        "    result: { contacts: items }\n    match: { of: contacts, many: ask }\n")
                .replace("result.findContact.name", "result.findContact.matched.name")
                .replace("options: [{ name: autoTicket", "link: { scope: callcenter }\noptions: [{ name: autoTicket")
                .replace("endpoints:\n", """
                        endpoints:
                          - name: fetch
                            type: GetData
                            trigger: contacts-sync
                            url: /people
                            sync: { items: people.* }
                        """);
    }

    /** A key of CC-2, and whether it is let in where that kind of key is. */
    private record Foreign(Minted key, Set<Kind> kinds) {
        static List<Foreign> all(Site site) {
            var own = Optional.of("CC-2");
            var now = Instant.now();
            var all = new ArrayList<Foreign>();
            all.add(new Foreign(KeyMint.publishable("CC-2", List.of(PAGE), now), Set.of(Kind.FRONT)));
            all.add(new Foreign(KeyMint.secret(own, now), Set.of(Kind.values())));
            for (var role : Role.values()) {
                all.add(new Foreign(
                        KeyMint.admin(role, own, now),
                        role == Role.VIEWER ? Set.of(Kind.BACK) : Set.of(Kind.values())));
            }
            all.forEach(one ->
                    site.server().engine().tools().store().keys().put(one.key().key()));
            return all;
        }

        /** What is answered about something of CC-1. */
        Set<Integer> expected(Route route) {
            return switch (route.right()) {
                case Open _ -> Set.of();
                case Admins _ -> Set.of(403);
                case Tenants(var kind, var _) when !kinds.contains(kind) -> Set.of(403);
                case Tenants _ when route.body().contains(IN_BODY) -> Set.of(404, 422);
                case Tenants(var _, var names) ->
                    names == Names.THEIRS || route.path().contains(IN_QUERY) ? Set.of(404) : Set.of(200);
            };
        }
    }

    /** The route as it stands, with CC-1 named in the query, and with it named in the body. */
    private static Set<Route> ways(Route route) {
        var ways = new LinkedHashSet<Route>(Set.of(route));
        if (route.right() instanceof Tenants && !route.path().contains(IN_QUERY)) {
            var path = route.path() + (route.path().contains("?") ? "&" : "?") + IN_QUERY;
            ways.add(new Route(route.name(), path, route.body(), route.right()));
        }
        if (route.right() instanceof Tenants
                && route.body().startsWith("{")
                && !route.body().contains(IN_BODY)) {
            var body = "{" + IN_BODY + (route.body().equals("{}") ? "" : ",")
                    + route.body().substring(1);
            ways.add(new Route(route.name(), route.path(), body, route.right()));
        }
        return ways;
    }

    private static boolean tells(Site.Answered answered, Route route) {
        var text = answered.response().headers().map() + answered.response().body();
        return FOREIGN.stream()
                .filter(word -> !route.path().contains(word) && !route.body().contains(word))
                .anyMatch(text::contains);
    }

    @Test
    void no_key_of_another_call_centre_opens_or_learns_anything() {
        var wrong = new ArrayList<String>();
        var asked = 0;
        for (var listed : routes) {
            for (var foreign : Foreign.all(site)) {
                for (var route : listed.right() instanceof Open ? Set.<Route>of() : ways(listed)) {
                    asked++;
                    var answered = site.send(
                            route.method(), route.path(), foreign.key().text(), route.body(), "Origin", PAGE);
                    if (!foreign.expected(route).contains(answered.status()) || tells(answered, route)) {
                        wrong.add(route.name() + " " + route.path() + " by "
                                + foreign.key().key().kind()
                                + foreign.key().key().role() + " " + answered.status() + " " + answered.body());
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(450);
    }

    /** Positive control: each path leads somewhere for those whose it is, else nobody would have found it anyway. */
    @Test
    void the_same_paths_lead_the_call_centre_itself_to_something() {
        var own = site.secretKey("CC-1");
        var nowhere = new ArrayList<String>();
        for (var route : routes) {
            if (route.right() instanceof Tenants) {
                var answered = site.send(route.method(), route.path(), own, route.body());
                if (Set.of(401, 403, 404, 429).contains(answered.status())) {
                    nowhere.add(route.name() + " " + answered.status() + " " + answered.body());
                }
            }
        }

        assertThat(nowhere).isEmpty();
    }
}
