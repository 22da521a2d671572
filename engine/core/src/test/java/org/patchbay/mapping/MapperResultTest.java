package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.mapping.Answers.VALUES;
import static org.patchbay.mapping.Answers.VIETNAM;
import static org.patchbay.mapping.Answers.empty;
import static org.patchbay.mapping.Answers.json;
import static org.patchbay.mapping.Answers.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.mapping.Mapper.Mapped;

class MapperResultTest {
    private static final String CONTACTS =
            "{'items':[{'id':7,'fullName':'Nguyen Van An','company':{'name':'Acme'}},{'id':8,'fullName':'Tran Thi Binh'}]}";

    private static Mapped read(String side, Reply reply) {
        return ReplySide.mapper(side).read(reply, Optional.empty(), VALUES, VIETNAM);
    }

    private static JsonNode result(String side, Reply reply) {
        var outcome = read(side, reply).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
        return ((Outcome.Ok) outcome).result();
    }

    private static String mapping_failure(String side, Reply reply) {
        var failure = read(side, reply).outcome().reason().orElseThrow();
        assertThat(failure.code()).isEqualTo(FailureCode.MAPPING_FAILED);
        return failure.message();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            items.0.fullName                        | 'Nguyen Van An'
            items.-1.id                             | 8
            items.*.id                              | [7,8]
            items.*.company.name                    | ['Acme']
            items.5.id                              |
            items.id                                |
            $.items[0].fullName                     | 'Nguyen Van An'
            $.items[?(@.id > 7)].fullName           | ['Tran Thi Binh']
            $.items[?(@.id == 9)].fullName          | []
            $.items[-1].id                          | 8
            $..name                                 | ['Acme']
            $.none.at.all                           |
            $.items[0]                              | {'id':7,'fullName':'Nguyen Van An','company':{'name':'Acme'}}
            """)
    void finds_values_by_dotted_paths_and_by_jsonpath(String path, String expected) {
        var found = result("{result: {value: \"" + path + "\"}}", json(200, CONTACTS))
                .path("value");

        assertThat(found)
                .isEqualTo(expected == null ? JsonNodeFactory.instance.missingNode() : ReplySide.json(expected));
    }

    @Test
    void results_come_in_the_order_in_which_they_are_written() {
        assertThat(result("{result: {z: 'items.0.id', a: 'items.1.id', m: {value: 'x'}}}", json(200, CONTACTS))
                        .toString())
                .isEqualTo("{\"z\":7,\"a\":8,\"m\":\"x\"}");
    }

    @Test
    void numbers_stay_the_numbers_they_were() {
        assertThat(result("{result: {id: 'id', price: 'price'}}", json(200, "{'id':90071992547409931234,'price':1.10}"))
                        .toString())
                .isEqualTo("{\"id\":90071992547409931234,\"price\":1.10}");
    }

    @Test
    void each_makes_a_map_of_every_element() {
        assertThat(result(
                        "{result: {contacts: {path: 'items.*', each: {id: {path: 'id', format: []}, company: 'company.name', all: ['id', 'none', 'fullName']}}}}",
                        json(200, CONTACTS)))
                .isEqualTo(
                        ReplySide.json(
                                "{contacts: [{id:7, company:'Acme', all:[7,'Nguyen Van An']}, {id:8, all:[8,'Tran Thi Binh']}]}"));
    }

    @Test
    void a_bare_list_is_walked_by_a_star() {
        assertThat(result("{result: {tickets: {path: '*', each: {id: 'id'}}}}", json(200, "[{'id':31}]")))
                .isEqualTo(ReplySide.json("{tickets: [{id:31}]}"));
        assertThat(result("{result: {tickets: {path: '*', each: {id: 'id'}}}}", json(200, "[]")))
                .isEqualTo(ReplySide.json("{tickets: []}"));
    }

    @Test
    void one_element_alone_is_a_list_of_one_as_xml_cannot_tell_them_apart() {
        var side = "{result: {contacts: {path: 'r.contact', each: {id: '@id', name: '.'}}}}";

        assertThat(result(side, typed(200, "text/xml", "<r><contact id='1'/></r>")))
                .isEqualTo(ReplySide.json("{contacts: [{id:'1', name:{'@id':'1'}}]}"));
        assertThat(result(side, typed(200, "text/xml", "<r><contact id='1'/><contact id='2'/></r>"))
                        .path("contacts")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.contact.*", "r.contact"})
    void an_element_of_xml_alone_is_a_list_of_one_for_every_path_that_asks_for_a_list(String path) {
        var side = "{result: {ids: {path: '" + path + "', each: {id: 'id'}}}}";

        assertThat(result(side, typed(200, "text/xml", "<r><contact><id>1</id><n>a</n></contact></r>")))
                .isEqualTo(ReplySide.json("{ids: [{id:'1'}]}"));
    }

    @Test
    void the_first_and_the_last_of_one_element_is_that_element() {
        var side = "{result: {first: 'r.contact.0.id', last: 'r.contact.-1.id', third: 'r.contact.2.id'}}";

        assertThat(result(side, typed(200, "text/xml", "<r><contact><id>1</id></contact></r>")))
                .isEqualTo(ReplySide.json("{first: '1', last: '1'}"));
    }

    @Test
    void results_come_from_headers_cookies_and_constants_too() {
        var reply = empty(
                201,
                "Location",
                "/calls/90",
                "Link",
                "<a>; rel=next",
                "link",
                "<b>; rel=last",
                "Set-Cookie",
                "sid=old; Path=/",
                "set-cookie",
                "sid=a=b; HttpOnly",
                "Set-Cookie",
                "gone=deleteMe; Max-Age=0");

        assertThat(result("""
                        {result: {
                          at: {header: 'location'}, links: {header: 'Link'}, sid: {cookie: 'sid'}, gone: {cookie: 'gone'},
                          none: {header: 'X-None'}, made: {value: 'run {{run.id}}, {{status}}, {{header.LOCATION}}'},
                          tree: {value: {a: [1, '{{body.phone}}']}}, lost: {value: '{{body.none}}'}, id: 'id'}}
                        """, reply))
                .isEqualTo(
                        ReplySide.json(
                                "{at:'/calls/90', links:'<a>; rel=next, <b>; rel=last', sid:'a=b', made:'run r1, 201, /calls/90', tree:{a:[1,'0901234567']}}"));
    }

    @Test
    void a_text_made_with_a_secret_is_a_secret() {
        var values = VALUES.with(
                Root.INTEGRATOR, JsonNodeFactory.instance.objectNode().set("key", SecretNode.of("s3cret")));

        var outcome = ReplySide.mapper("{result: {k: {value: 'k-{{integrator.key}}'}}, message: '{{integrator.key}}'}")
                .read(empty(200), Optional.empty(), values, VIETNAM)
                .outcome();

        var made = ((Outcome.Ok) outcome).result().path("k");
        assertThat(made).isInstanceOf(SecretNode.class);
        assertThat(Scalars.text(made)).isEqualTo("k-s3cret");
    }

    @Test
    void what_is_missing_or_null_becomes_the_default() {
        assertThat(result(
                        "{result: {a: {path: 'a', default: 0}, b: {path: 'b', default: {x: 1}}, c: 'c', d: {path: 'd', default: 'no {{run.id}}'}}}",
                        json(200, "{'a':null,'b':false,'c':null}")))
                .isEqualTo(ReplySide.json("{a:0, b:false, c:null, d:'no r1'}"));
    }

    @Test
    void a_required_value_that_is_missing_or_null_is_named() {
        var side = "{result: {id: {path: 'issue.id', required: true}}}";

        assertThat(mapping_failure(side, json(201, "{'issue':{'id':null}}")))
                .isEqualTo("answered 201 with no value for the required result `id` (issue.id)");
        assertThat(mapping_failure(side, empty(201))).contains("`id`");
        assertThat(mapping_failure(
                        "{result: {list: {path: 'a', each: {id: {path: 'id', required: true}}}}}",
                        json(200, "{'a':[{'id':1},{}]}")))
                .contains("`list.id`");
    }

    @Test
    void an_empty_body_is_no_error() {
        assertThat(result("{result: {id: 'id', list: ['a'], all: {path: '*', each: {id: 'id'}}}}", empty(200)))
                .isEqualTo(ReplySide.json("{}"));
    }

    @Test
    void a_value_is_cut_out_by_the_first_group_of_a_pattern() {
        assertThat(result("""
                        {responseFormat: 'text', result: {
                          code: {path: '.', match: '^([0-9]+): '}, answer: {path: '.', match: '^[0-9]+: (.*)'},
                          whole: {path: '.', match: 'for [a-z]+'}, none: {path: '.', match: '^x(.)', default: '-'}}}
                        """, typed(202, "text/html", "0: Accepted for delivery")))
                .isEqualTo(
                        ReplySide.json("{code:'0', answer:'Accepted for delivery', whole:'for delivery', none:'-'}"));
    }

    @Test
    void a_map_translates_values_and_the_elements_of_lists() {
        assertThat(result("""
                        {result: {
                          a: {path: 'a', map: {'1': 'one', '*': 'other'}}, b: {path: 'b', map: {x: 1}, default: 0},
                          c: {path: 'c', map: {x: 1, y: 2}, default: []}, d: {path: 'd', map: 'integrator.people', default: 'x'},
                          e: {path: 'e', map: {'true': 'yes', '*': 'no'}}, f: {path: 'f', map: {'*': 'any'}}}}
                        """, json(200, "{'a':1,'b':'q','c':['y','z','x'],'d':'an','e':true,'f':null}")))
                .isEqualTo(ReplySide.json("{a:'one', b:0, c:[2,1], d:'x', e:'yes', f:null}"));
    }

    @Test
    void formats_are_applied_in_the_place_of_the_tenant() {
        assertThat(
                        result(
                                """
                        {result: {
                          phone: {path: 'phone', format: 'e164'}, day: {path: 'at', format: 'date'}, id: {path: 'id', format: 'text'},
                          phones: {path: 'phones', format: 'e164'}, code: {path: 'text', match: '([0-9]+)', format: 'integer'},
                          raw: {path: 'phones', format: 'json'}, word: {path: 'code', map: {'1': ' Yes ', '*': 'no'}, format: ['trim', 'upper']}}}
                        """,
                                json(
                                        200,
                                        "{'phone':'0901234567','at':'2026-01-02T18:30:00Z','id':9,'phones':['0901234567','+84 28 3823 1234'],'text':'id 007','code':1}")))
                .hasToString(ReplySide.json("""
                        {phone:'+84901234567', day:'2026-01-03', id:'9', phones:['+84901234567','+842838231234'], code:7,
                         raw:'["0901234567","+84 28 3823 1234"]', word:'YES'}
                        """).toString());
    }

    @Test
    void a_value_that_does_not_fit_its_format_is_missing() {
        var reply = json(200, "{'phone':'nobody'}");

        assertThat(result(
                        "{result: {a: {path: 'phone', format: 'e164'}, b: {path: 'phone', format: 'e164', default: '-'}}}",
                        reply))
                .isEqualTo(ReplySide.json("{b:'-'}"));
        assertThat(mapping_failure("{result: {a: {path: 'phone', format: 'e164', required: true}}}", reply))
                .contains("`a`")
                .doesNotContain("nobody");
    }

    @Test
    void a_map_may_be_kept_by_the_tenant() {
        var people = ReplySide.json("{people: {'an@acme.example': 'an', '*': 'somebody'}}");

        var mapped = ReplySide.mapper(
                        "{result: {a: {path: 'a', map: 'integrator.people'}, b: {path: 'b', map: 'integrator.people'}}}")
                .read(
                        json(200, "{'a':'an@acme.example','b':'x'}"),
                        Optional.empty(),
                        VALUES.with(Root.INTEGRATOR, people),
                        VIETNAM);

        assertThat(mapped.outcome())
                .isEqualTo(new Outcome.Ok(
                        JsonNodeFactory.instance.objectNode().put("a", "an").put("b", "somebody")));
    }

    @Test
    void only_a_2xx_has_results() {
        var side =
                "{outcomes: [{when: {status: 404}, is: 'ok'}], result: {name: {path: 'name', required: true}, list: 'list'}, match: {of: 'list'}}";

        var mapped = read(side, json(404, "{'name':'NotFoundError'}"));

        assertThat(mapped.outcome()).isEqualTo(new Outcome.Ok(JsonNodeFactory.instance.objectNode()));
        assertThat(mapped.match()).contains("none");
    }

    @Test
    void remembers_what_is_there() {
        var mapped = read(
                "{result: {id: 'id', list: 'list', none: 'none', nil: 'nil'}, remember: {logId: 'id', first: 'list.0', none: 'none', nil: 'nil'}}",
                json(200, "{'id':90,'list':['a'],'nil':null}"));

        assertThat(mapped.remembered()).isEqualTo(ReplySide.json("{logId:90, first:'a'}"));
    }

    @Test
    void stores_results_and_other_values_clears_and_lays_maps_over() {
        var manifest = ReplySide.json("{manifest: {webhook: {url: 'a', secret: 's'}, name: 'x'}, team: 't9'}");

        var mapped = ReplySide.mapper("""
                        {result: {id: 'hook.id', changes: 'changes', none: 'none'},
                         store: {hookId: 'id', none: 'none', old: null, who: 'integrator.team', phone: {from: 'body.phone'},
                                 manifest: {from: 'changes', merge: true}, fresh: {from: 'changes', merge: true}}}
                        """)
                .read(
                        json(201, "{'hook':{'id':555},'changes':{'webhook':{'url':'b','secret':null},'inbox':1}}"),
                        Optional.empty(),
                        VALUES.with(Root.INTEGRATOR, manifest),
                        VIETNAM);

        assertThat(ReplySide.changed(mapped, manifest))
                .isEqualTo(Map.of(
                        "hookId", Optional.of(ReplySide.json("555")),
                        "old", Optional.empty(),
                        "who", Optional.of(TextNode.valueOf("t9")),
                        "phone", Optional.of(TextNode.valueOf("0901234567")),
                        "manifest", Optional.of(ReplySide.json("{webhook: {url: 'b'}, name: 'x', inbox: 1}")),
                        "fresh", Optional.of(ReplySide.json("{webhook: {url: 'b'}, inbox: 1}"))));
        assertThat(manifest.at("/manifest/webhook/url").textValue()).isEqualTo("a");
    }

    @Test
    void a_reply_that_does_not_fit_leaves_nothing_behind() {
        var mapped = read(
                "{result: {id: 'id', must: {path: 'must', required: true}}, remember: ['id'], store: {f: 'id'}}",
                json(200, "{'id':1}"));

        assertThat(mapped.outcome()).isInstanceOf(Outcome.Fail.class);
        assertThat(mapped.remembered()).isEmpty();
        assertThat(mapped.stored()).isEmpty();
    }

    @Test
    void a_fallback_is_the_same_each_time_and_nobody_can_change_it() {
        var mapper = ReplySide.mapper("{result: {name: 'name'}, fallback: {name: 'unknown'}}");

        mapper.fallback().orElseThrow().put("name", "changed");

        assertThat(mapper.fallback())
                .contains((com.fasterxml.jackson.databind.node.ObjectNode) ReplySide.json("{name:'unknown'}"));
        assertThat(ReplySide.mapper("{}").fallback()).isEmpty();
    }
}
