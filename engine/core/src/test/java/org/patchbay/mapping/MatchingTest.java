package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.mapping.Answers.VALUES;
import static org.patchbay.mapping.Answers.VIETNAM;
import static org.patchbay.mapping.Answers.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.exchange.Outcome;
import org.patchbay.mapping.Mapper.Mapped;

class MatchingTest {
    private static Mapped read(String match, String list) {
        return ReplySide.mapper("{result: {c: {path: 'c', each: {id: 'id', at: 'at'}}}, match: " + match
                        + ", remember: {one: 'matched.id'}}")
                .read(json(200, "{'c':" + list + "}"), Optional.empty(), VALUES, VIETNAM);
    }

    private static JsonNode result(Mapped mapped) {
        return ((Outcome.Ok) mapped.outcome()).result();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[ ]"})
    void an_empty_list_is_nobody(String list) {
        var mapped = read("{of: 'c'}", list);

        assertThat(mapped.match()).contains("none");
        assertThat(result(mapped).has("matched")).isFalse();
        assertThat(mapped.remembered()).isEmpty();
    }

    @Test
    void one_is_matched_and_can_be_remembered() {
        var mapped = read("{of: 'c'}", "[{'id':7}]");

        assertThat(mapped.match()).contains("one");
        assertThat(result(mapped)).isEqualTo(ReplySide.json("{c:[{id:7}], matched:{id:7}}"));
        assertThat(mapped.remembered()).isEqualTo(ReplySide.json("{one:7}"));
    }

    @Test
    void the_agent_is_asked_which_of_many() {
        var mapped = read("{of: 'c'}", "[{'id':7},{'id':8}]");

        assertThat(mapped.match()).contains("many");
        assertThat(result(mapped)).isEqualTo(ReplySide.json("{c:[{id:7},{id:8}], candidates:[{id:7},{id:8}]}"));
        assertThat(mapped.remembered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"first,one,1", "none,none,", "all,many,1"})
    void a_rule_may_choose_among_many(String many, String match, Integer matched) {
        var mapped = read("{of: 'c', many: '" + many + "'}", "[{'id':1},{'id':2}]");

        assertThat(mapped.match()).contains(match);
        assertThat(result(mapped).at("/matched/id").asText()).isEqualTo(matched == null ? "" : matched.toString());
        assertThat(result(mapped).has("candidates")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            10                          | 9                           | 10.0                        | 1 | 2
            '9'                         | '10'                        | '8'                         | 2 | 3
            '2026-01-02T10:00:00Z'      | '2026-01-02T10:30:00+07:00' | '2026-01-02T04:00:00-07:00' | 3 | 2
            '2026-01-02 10:00:00'       | '2026-01-03 09:00:00'       | '2025-12-31 23:59:59'       | 2 | 3
            '2026-01-02'                | '2026-01-10'                | '2025-12-31'                | 2 | 3
            'b'                         | 'c'                         | 'a'                         | 2 | 3
            'b'                         | 10                          | 'a'                         | 1 | 2
            null                        | 5                           | null                        | 2 | 2
            null                        | null                        | null                        | 1 | 1
            1700000000000               | 1700000000001               | 1700000000001               | 2 | 1
            """)
    void newest_and_oldest_are_found_by_number_time_or_text(String a, String b, String c, int newest, int oldest) {
        var list = "[{'id':1,'at':" + a + "},{'id':2,'at':" + b + "},{'id':3,'at':" + c + "}]";

        assertThat(result(read("{of: 'c', many: 'newest', by: 'at'}", list))
                        .at("/matched/id")
                        .intValue())
                .isEqualTo(newest);
        assertThat(result(read("{of: 'c', many: 'oldest', by: 'at'}", list))
                        .at("/matched/id")
                        .intValue())
                .isEqualTo(oldest);
        assertThat(read("{of: 'c', many: 'newest', by: 'at'}", list).match()).contains("one");
    }
}
