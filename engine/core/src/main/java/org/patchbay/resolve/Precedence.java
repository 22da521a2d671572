package org.patchbay.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Root;

/**
 * Decides who is sent where several want to be: hard param, then token, then integrator field, then everything else, then the
 * client's body (GI7); of equals the later one. A parameter that a hard param replaces reads as that one; any other loser is still
 * there for templates, but nobody waits for it.
 */
final class Precedence {
    private final Problems problems;

    Precedence(Problems problems) {
        this.problems = problems;
    }

    /** What is left. */
    record Settled(List<Row> rows, List<Constant> constants) {}

    Settled settle(List<Row> rows, List<Constant> written) {
        var constants = distinct(written);
        var left = new ArrayList<Row>();
        for (var index = 0; index < rows.size(); index++) {
            var row = rows.get(index);
            var constant = clashing(row.target(), constants);
            if (constant.isPresent()) {
                lost(row.at(), row.target(), "a hard param");
            } else {
                left.add(placed(row, index, rows, constants));
            }
        }
        var replacing = constants.stream()
                .map(constant -> constant.replacing(replacedBy(constant, rows)))
                .toList();
        return new Settled(left, replacing);
    }

    private List<Constant> distinct(List<Constant> written) {
        var constants = new ArrayList<Constant>();
        for (var constant : written) {
            if (clashing(constant.target(), constants).isPresent()) {
                lost(constant.at(), constant.target(), "another hard param");
            } else {
                constants.add(constant);
            }
        }
        return constants;
    }

    private static Optional<Constant> clashing(Target target, List<Constant> constants) {
        return constants.stream()
                .filter(constant -> constant.target().clashes(target))
                .findFirst();
    }

    private static Set<String> replacedBy(Constant constant, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.target().clashes(constant.target()))
                .map(Row::name)
                .collect(Collectors.toSet());
    }

    private Row placed(Row row, int index, List<Row> rows, List<Constant> constants) {
        if (constants.stream().anyMatch(constant -> row.target().isWithin(constant.target()))) {
            lost(row.at(), row.target(), "a hard param");
            return row.nowhere();
        }
        var winner = winner(row, index, rows);
        winner.ifPresent(name -> lost(row.at(), row.target(), "`" + name + "`"));
        return winner.isPresent() ? row.nowhere() : row;
    }

    private static Optional<String> winner(Row row, int index, List<Row> rows) {
        for (var other = 0; other < rows.size(); other++) {
            var rival = rows.get(other);
            if (other != index && rival.target().clashes(row.target()) && beats(rival, row, other > index)) {
                return Optional.of(rival.name());
            }
        }
        return Optional.empty();
    }

    private static boolean beats(Row rival, Row row, boolean later) {
        var order = strength(rival).compareTo(strength(row));
        return order < 0 || order == 0 && later;
    }

    /** Whose value it is, the strongest first. */
    private enum Strength {
        TOKEN,
        FIELD,
        OTHER,
        CLIENT
    }

    private static Strength strength(Row row) {
        var roots = row.source().reads().stream().map(read -> read.root()).collect(Collectors.toSet());
        if (roots.contains(Root.AUTH)) {
            return Strength.TOKEN;
        }
        if (roots.contains(Root.BODY)) {
            return Strength.CLIENT;
        }
        return roots.contains(Root.INTEGRATOR) ? Strength.FIELD : Strength.OTHER;
    }

    private void lost(At at, Target target, String winner) {
        var place = target.place().map(HardParams::word).orElse("");
        problems.add(
                "PB405",
                at,
                "`" + target.name() + "` is not sent: " + winner + " has the " + place + " key `" + target.key() + "`",
                "not sent",
                "remove one of them, or give it another `key`");
    }
}
