package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.server.wiring.RouteTable.Ids;
import org.patchbay.server.wiring.RouteTable.Open;
import org.patchbay.server.wiring.Site.Answered;

/** What a query or a filter says and nobody understands is refused: passed over, it would mean everything. */
class QueriesTest extends UsualSite {
    private static void assertRefused(Answered answer, int status, String pointer, String... expected) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.body().path("detail").asText()).contains(expected);
    }

    @Test
    void a_name_that_nobody_knows_is_refused_by_every_route_that_takes_a_key() {
        var passedOver = new ArrayList<String>();
        for (var route : RouteTable.routes(new Ids("01JX", "p-1"))) {
            if (!(route.right() instanceof Open) && !route.name().equals("GET /api/v1/calls")) {
                var path = route.path() + (route.path().contains("?") ? "&" : "?") + "noSuchName=1";
                var answer = site.send(route.method(), path, site.admin(), route.body());
                if (answer.status() != 400
                        || !answer.body().at("/errors/0/pointer").asText().equals("/noSuchName")) {
                    passedOver.add(route.name() + " " + answer.status() + " " + answer.body());
                }
            }
        }

        assertThat(passedOver).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "executions?dead=maybe      | /dead       | true, false",
                "executions?dead=1          | /dead       | true, false",
                "executions?unknown=True    | /unknown    | did you mean `true`?",
                "executions?failed=yes      | /failed     | true, false",
                "executions?status=succeded | /status     | did you mean `succeeded`?",
                "executions?limit=0         | /limit      | a number from 1 to 500",
                "executions?limit=501       | /limit      | a number from 1 to 500",
                "executions?limit=x         | /limit      | a number from 1 to 500",
                "executions?revision=live   | /revision   | a number",
                "executions?since=yesterday | /since      | a time like",
                "executions?integrater=acme | /integrater | did you mean `integrator`?",
                "executions?callId=a&callId=b | /callId   | more than once",
                "calls?limit=0              | /limit      | a number from 1 to 500",
                "calls?since=x              | /since      | a time like",
                "revisions?limit=x          | /limit      | a number from 1 to",
                "audit?limit=-1             | /limit      | a number from 1 to",
                "audit?cursor=x             | /cursor     | a number",
                "integrators/acme/contacts?cursor=x       | /cursor       | a number",
                "integrators/acme/agents?changedSince=x   | /changedSince | a time like",
                "audit?cursor=0             | /cursor     | a number from 1",
                "audit?cursor=9223372036854775808 | /cursor | the `next` of the page before",
                "executions?cursor=x        | /cursor     | the `next` of the page before",
                "executions?dead=true&cursor=01JX | /cursor | the id of an execution",
                "executions?cursor=01jx0000000000000000000000 | /cursor | the id of an execution",
                "calls?cursor=01JX          | /cursor     | the id of an execution",
                "integrators/acme/contacts?cursor=-1 | /cursor | a number from 0",
                "keys?limit=1               | /limit      | nothing asks for `limit`",
                "executions?dead            | /dead       | has no value",
                "executions?failed=         | /failed     | has no value",
                "executions?integrator=     | /integrator | has no value",
                "executions?callcenterId=   | /callcenterId | has no value",
                "calls?contactId=           | /contactId  | has no value",
                "integrators?callcenterId   | /callcenterId | has no value"
            })
    void a_value_that_is_not_understood_is_refused_with_its_name_and_what_was_expected(
            String path, String pointer, String expected) {
        assertRefused(site.get("/api/v1/" + path, site.admin()), 400, pointer, expected);
    }

    @Test
    void two_lists_at_once_are_refused() {
        assertThat(site.get("/api/v1/executions?dead=true&unknown=true", site.admin())
                        .status())
                .isEqualTo(400);
        assertThat(site.get("/api/v1/executions?dead=true&unknown=false", site.admin())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_dry_run_that_is_misspelt_sends_nothing() {
        var before = site.crm.asked().size();
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"c-1\",\"phone\":\"0901234567\"}";
        var fire = "/api/v1/triggers/call-start";

        assertRefused(site.post(fire + "?dryrun=true", site.admin(), body), 400, "/dryrun", "did you mean `dryRun`?");
        assertRefused(site.post(fire + "?dryRun=maybe", site.admin(), body), 400, "/dryRun", "true, false");
        assertRefused(site.post(fire + "?dryRun", site.admin(), body), 400, "/dryRun", "has no value");
        assertRefused(site.post(fire + "?dryRun=", site.admin(), body), 400, "/dryRun", "has no value");

        assertThat(site.crm.asked()).hasSize(before);
    }

    @Test
    void who_shows_no_key_is_not_told_what_is_wrong_with_the_query() {
        for (var query : List.of("dryRun=maybe", "dryRun=true", "dryRun", "integrator=")) {
            assertThat(site.post("/api/v1/triggers/call-start?" + query, "", "{}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void what_is_decided_about_many_is_refused_when_a_filter_is_not_understood() {
        var path = "/api/v1/executions/replay";

        assertRefused(
                site.post(path, site.admin(), "{\"integrater\":\"acme\"}"),
                422,
                "/integrater",
                "did you mean `integrator`?");
        assertRefused(site.post(path, site.admin(), "{\"limit\":\"x\"}"), 422, "/limit", "a number from 1 to 10000");
        assertRefused(
                site.post("/api/v1/executions/cancel", site.admin(), "{\"integrator\":\"acme\",\"since\":\"1h\"}"),
                422,
                "/since",
                "there is no key `since`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replay      | {\"integrator\":[\"acme\"]} | /integrator",
                "replay      | {\"integrator\":{}} | /integrator",
                "replay      | {\"endpoint\":\"\"} | /endpoint",
                "replay      | {\"callcenterId\":null} | /callcenterId",
                "replay      | {\"integrator\":7} | /integrator",
                "replay      | {\"integrator\":\"acme\",\"revision\":[7]} | /revision",
                "replay      | {\"integrator\":\"acme\",\"limit\":null} | /limit",
                "cancel      | {\"callcenterId\":\"CC-1\",\"integrator\":[\"a\"]} | /integrator",
                "01JX/resolve | {\"as\":\"done\",\"endpoint\":[\"x\"]} | /endpoint"
            })
    void what_is_decided_about_many_is_refused_when_a_filter_is_no_text(String path, String body, String pointer) {
        assertRefused(
                site.post("/api/v1/executions/" + path, site.admin(), body),
                422,
                pointer,
                "`" + pointer.substring(1) + "` is");
    }

    @Test
    void integrators_are_those_of_the_call_centre_that_is_asked_for() {
        var items = site.get("/api/v1/integrators?callcenterId=CC-2", site.admin())
                .body()
                .path("items");

        assertThat(items).hasSize(1);
        assertThat(items.at("/0/name").asText()).isEqualTo("beta");
    }
}
