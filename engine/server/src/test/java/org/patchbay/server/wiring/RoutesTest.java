package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.RouteTable.Admins;
import org.patchbay.server.wiring.RouteTable.Kind;
import org.patchbay.server.wiring.RouteTable.Names;
import org.patchbay.server.wiring.RouteTable.Open;
import org.patchbay.server.wiring.RouteTable.Route;
import org.patchbay.server.wiring.RouteTable.Tenants;

/** Every route of the compiled server, called by those who may not (promise 30). New routes enter by themselves. */
class RoutesTest {
    /** What only call centre CC-1 knows. */
    private static final List<String> FOREIGN =
            List.of("Nguyen Van An", "key-of-acme", "south", "phone.acme.example", "c-canary", "uid-canary");

    private static Site site;
    private static List<Route> routes = List.of();

    @BeforeAll
    static void starts_a_server_on_which_one_call_centre_has_something_of_everything() {
        site = Site.usual();
        routes = RouteTable.of(site);
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    private static List<Route> of(Class<?> right) {
        return routes.stream().filter(route -> right.isInstance(route.right())).toList();
    }

    private static List<Route> ofTenants(Names names) {
        return routes.stream()
                .filter(route -> route.right() instanceof Tenants(var _, var found) && found == names)
                .toList();
    }

    private static Site.Answered call(Route route, String key) {
        return site.send(route.method(), route.path(), key, route.body());
    }

    @Test
    void every_route_of_the_server_is_in_the_table_and_no_other() {
        var compiled = new TreeSet<String>();
        site.server()
                .context()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .forEach(route -> compiled.add(route.getHttpMethodName() + " " + route.getUriMatchTemplate()));

        assertThat(routes).extracting(Route::name).containsExactlyInAnyOrderElementsOf(compiled);
    }

    @Test
    void nobody_without_a_key_gets_in() {
        var let = new ArrayList<String>();
        for (var route : routes) {
            if (!(route.right() instanceof Open)) {
                for (var key : List.of("", "sk_" + "x".repeat(32))) {
                    var answered = call(route, key);
                    if (answered.status() != 401 || tells(answered)) {
                        let.add(route.name() + " " + answered.status() + " " + answered.body());
                    }
                }
            }
        }

        assertThat(let).isEmpty();
    }

    @Test
    void no_smaller_role_and_no_call_centre_does_what_admins_do() {
        var let = new ArrayList<String>();
        var callCentre = site.secretKey("CC-1");
        for (var route : of(Admins.class)) {
            var needed = ((Admins) route.right()).role();
            for (var role : Role.values()) {
                if (role.compareTo(needed) < 0) {
                    refused(route, site.adminKey(role), let);
                }
            }
            refused(route, callCentre, let);
        }

        assertThat(let).isEmpty();
    }

    @Test
    void what_call_centres_do_takes_the_right_kind_of_key() {
        var let = new ArrayList<String>();
        var publishable = site.publishableKey("CC-1", "https://phone.acme.example");
        var viewer = site.adminKey(Role.VIEWER);
        for (var route : of(Tenants.class)) {
            var kind = ((Tenants) route.right()).kind();
            if (kind != Kind.FRONT) {
                var answered = site.send(
                        route.method(),
                        route.path(),
                        publishable,
                        route.body(),
                        "Origin",
                        "https://phone.acme.example");
                if (answered.status() != 403 && answered.status() != 429) {
                    let.add(route.name() + " by a publishable key " + answered.status());
                }
            }
            if (kind != Kind.BACK) {
                refused(route, viewer, let);
            }
        }

        assertThat(let).isEmpty();
    }

    private static void refused(Route route, String key, List<String> let) {
        var answered = call(route, key);
        if (answered.status() != 403 || tells(answered)) {
            let.add(route.name() + " " + answered.status() + " " + answered.body());
        }
    }

    @Test
    void what_belongs_to_another_call_centre_is_not_there() {
        var theirs = site.secretKey("CC-2");
        var told = new ArrayList<String>();
        for (var route : ofTenants(Names.THEIRS)) {
            var answered = call(route, theirs);
            if (answered.status() != 404 || tells(answered)) {
                told.add(route.name() + " " + answered.status() + " " + answered.body());
            }
        }

        assertThat(told).isEmpty();
    }

    @Test
    void a_foreign_id_is_answered_like_one_that_does_not_exist() {
        var theirs = site.secretKey("CC-2");
        for (var route : ofTenants(Names.THEIRS)) {
            var strange = new Route(route.name(), strange(route.path()), strange(route.body()), route.right());

            var foreign = told(call(route, theirs));
            var unknown = told(call(strange, theirs));

            assertThat(strange(foreign)).describedAs(route.name()).isEqualTo(unknown);
        }
    }

    /** What is told, without the id of this one request. */
    private static String told(Site.Answered answered) {
        return answered.status() + answered.body().toString().replaceAll("\"(traceId|instance)\":\"[^\"]*\"", "");
    }

    private static String strange(String text) {
        var execution = RouteTable.find(routes, "GET /api/v1/executions/{id}")
                .orElseThrow()
                .path()
                .replaceFirst(".*/", "");
        return text.replace("acme", "zzzz")
                .replace(execution, "0".repeat(execution.length()))
                .replace("/p-1", "/p-9")
                .replace("CC-1", "CC-9");
    }

    @Test
    void lists_hold_nothing_of_another_call_centre() {
        var theirs = site.secretKey("CC-2");
        for (var route : ofTenants(Names.NOTHING)) {
            var own = call(route, theirs);
            var foreign = site.get(route.path() + "?callcenterId=CC-1", theirs);

            assertThat(own.status()).describedAs(route.name()).isEqualTo(200);
            assertThat(tells(own))
                    .describedAs("%s %s", route.name(), own.body())
                    .isFalse();
            assertThat(tells(foreign))
                    .describedAs("%s %s", route.name(), foreign.body())
                    .isFalse();
        }
    }

    /** Positive control: those whose it is see what the others must not. */
    @Test
    void the_call_centre_itself_sees_what_is_its_own() {
        var ours = site.secretKey("CC-1");
        var seen = routes.stream()
                .filter(route -> route.right() instanceof Tenants(var kind, var _) && kind != Kind.WORK)
                .filter(route -> route.method().equals("GET"))
                .filter(route -> tells(call(route, ours)))
                .map(Route::name)
                .toList();

        assertThat(seen).hasSizeGreaterThanOrEqualTo(4);
    }

    private static boolean tells(Site.Answered answered) {
        var text = answered.response().headers().map() + answered.response().body();
        return FOREIGN.stream().anyMatch(text::contains);
    }
}
