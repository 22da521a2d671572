package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Problem;
import org.patchbay.exchange.Root;

class MapperProblemsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {result: {a: 'x..y'}}                                                  | PB604 | empty step
            {result: {a: '$.x['}}                                                  | PB604 | is not a JSONPath
            {result: {a: '$[?(@.x'}}                                               | PB604 | is not a JSONPath
            {result: {a: '$.items.length()'}}                                      | PB604 | without functions
            {result: {a: '$.nope()'}}                                              | PB604 | without functions
            {result: {a: '$[?(@.x =~ /a.*/)]'}}                                    | PB605 | patterns
            {result: {a: ['x', 'y.']}}                                             | PB604 | empty step
            {failureMessage: '.x'}                                                 | PB604 | empty step
            {responseType: 'a..b'}                                                 | PB604 | empty step
            {responseType: {format: 'header'}}                                     | PB204 | where the token is
            {result: {a: {path: 'x', match: '(?=a)'}}}                             | PB605 | RE2
            {result: {a: {path: 'x', match: '('}}}                                 | PB605 | RE2
            {result: {a: {default: 1}}}                                            | PB204 | needs one source
            {result: {a: {path: 'x', header: 'y'}}}                                | PB205 | needs one source
            {result: {a: {path: 'x', map: {b: 1}}}}                                | PB410 | no translation
            {result: {a: {path: 'x', format: 'e146'}}}                             | PB203 | did you mean `e164`
            {result: {a: {path: 'x', map: ['b']}}}                                 | PB205 | map
            {result: {a: {path: 'x', map: 'integratr.people', default: 1}}}        | PB602 | did you mean `integrator`
            {result: {a: {value: '{{run.idd}}'}}}                                  | PB602 | did you mean `run.id`
            {result: {a: {value: {b: ['{{runn.id}}']}}}}                           | PB602 | did you mean `run`
            {result: {a: {path: 'x', default: '{{run.idd}}'}}}                     | PB602 | did you mean `run.id`
            {result: {a: {path: 'x', each: {b: 'y..z'}}}}                          | PB604 | empty step
            {successWhen: {'bdy.code': 1}}                                         | PB602 | did you mean `body`
            {successWhen: {'body.code': {mathces: 'x'}}}                           | PB203 | did you mean `matches`
            {outcomes: [{when: {statsu: 401}, is: 'ok'}]}                          | PB602 | did you mean `status`
            {outcomes: [{when: {status: 401}, is: 'ok', message: '{{x.y}}'}]}      | PB602 | unknown name
            {message: '{{run.idd}}'}                                               | PB602 | did you mean `run.id`
            {message: {fial: 'no', retry: 'later'}}                                | PB203 | did you mean `fail`
            {message: {fial: 'no'}}                                                | PB203 | did you mean `fail`
            {message: ['no']}                                                      | PB205 | a text was expected
            {message: {fail: ['no']}}                                              | PB205 | a text was expected
            {result: {contacts: 'c'}, match: {of: 'contact'}}                      | PB304 | did you mean `contacts`
            {result: {c: 'c'}, match: {of: 'c', many: 'newest'}}                   | PB204 | `by` is missing
            {result: {c: {path: 'c', each: {updatedAt: 'u'}}}, match: {of: 'c', many: 'newest', by: 'updatedAtt'}} | PB304 | did you mean `updatedAt`
            {result: {logId: 'id'}, remember: ['logid']}                           | PB304 | did you mean `logId`
            {result: {c: {path: 'c', each: {id: 'id'}}}, remember: {x: 'matched.id'}} | PB304 | `matched`
            {result: {c: {path: 'c', each: {id: 'id'}}}, match: {of: 'c'}, remember: {x: 'matched.idd'}} | PB304 | did you mean `id`
            {remember: {x: '$.a'}}                                                 | PB304 | `$`
            {result: {hookId: 'id'}, store: {f: 'hokId'}}                          | PB304 | did you mean `hookId`
            {store: {f: 'run.idd'}}                                                | PB602 | did you mean `run.id`
            {result: {name: 'n'}, fallback: {nmae: 'x'}}                           | PB304 | did you mean `name`
            {fallback: 'x'}                                                        | PB205 | map
            """)
    void reports_what_is_wrong_with_a_hint(String side, String code, String words) {
        var problems = ReplySide.problems(side);

        assertThat(problems).extracting(Problem::code).containsExactly(code);
        var problem = problems.getFirst();
        assertThat(String.join(" ", List.of(problem.text(), problem.note(), problem.help())))
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {result: {c: {path: 'c', each: {id: 'id'}}}, match: {of: 'c'}, remember: {a: 'matched.id', b: 'candidates.0.id', c: 'c.-1.id'}}
            {result: {status: 'status', body: 'body'}, store: {a: 'status', b: 'body.x', c: {from: 'body'}}}
            {message: {en: 'no', vi: 'không', 'pt-BR': 'não'}}
            {message: {ok: 'done', 'already-done': 'done', fail: {en: 'no'}}}
            {result: {a: {each: {b: 'b'}}}}
            {result: {a: {path: 'x', map: {b: 1, '*': 2}}, b: {path: 'x', map: {b: 1}, default: 0}}}
            {successWhen: {status: 200, 'header.X-Any': 'present', body: {matches: '^0'}, 'run.id': 'present'}}
            """)
    void finds_nothing_wrong_with(String side) {
        assertThat(ReplySide.problems(Objects.requireNonNull(side))).isEmpty();
    }

    @Test
    void in_conditions_about_a_reply_the_body_is_the_replys() {
        var scope = Mapper.replyScope(ReplySide.SCOPE);

        assertThat(scope.root("body")).contains(Root.REPLY);
        assertThat(scope.root("status")).contains(Root.STATUS);
        assertThat(scope.root("integrator")).contains(Root.INTEGRATOR);
    }
}
