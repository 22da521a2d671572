package org.patchbay.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Secret;

/**
 * What a set of documents came to.
 *
 * @param definitions those without errors
 * @param problems all findings, by place
 * @param untested endpoints without a test (PB802), by place
 * @param hash SHA-256 over sorted paths and texts, lower-case hex
 * @param read how many definitions the documents hold, with and without errors
 * @param hidden lines that hold a secret in clear, never to be shown
 * @param admission looks at integrators that come later
 * @param frozen what its templates say, published or not
 * @param values what each reference to another source has come to, by what stands between its braces
 */
public record Loaded(
        Definitions definitions,
        List<Problem> problems,
        List<Problem> untested,
        String hash,
        Count read,
        Set<Line> hidden,
        Admission admission,
        List<Frozen> frozen,
        Map<String, Secret> values) {
    /** Numbers of definitions. */
    public record Count(int templates, int integrators) {}

    /** A line of a document. */
    public record Line(String file, int number) {
        static Line of(At at) {
            return new Line(at.file(), at.line());
        }
    }

    public Loaded {
        problems = List.copyOf(problems);
        untested = List.copyOf(untested);
        hidden = Set.copyOf(hidden);
        frozen = List.copyOf(frozen);
        values = Map.copyOf(values);
    }

    /** The same with other findings. */
    public Loaded with(List<Problem> others) {
        return new Loaded(definitions, others, untested, hash, read, hidden, admission, frozen, values);
    }

    /** The same with other definitions. */
    public Loaded with(Definitions others) {
        return new Loaded(others, problems, untested, hash, read, hidden, admission, frozen, values);
    }

    /** True when the set must not be taken over. */
    public boolean refused() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
