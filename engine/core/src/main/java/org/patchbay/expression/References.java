package org.patchbay.expression;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.patchbay.definition.At;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Root;

/** Compiles paths into the values of a run and finds the names that do not exist. */
public final class References {
    private final Scope scope;
    private final Problems problems;

    /** Compiles against these names, reporting what is not among them. */
    public References(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** Compiles a source path, where an absent value is allowed for. */
    public Optional<Reference> source(PathText path) {
        return compile(path.at(), path.text().endsWith("?") ? path.text() : path.text() + "?");
    }

    /** Compiles a name of a template, with a question mark where it may be absent. Empty when it was reported. */
    Optional<Reference> compile(At at, String written) {
        var optional = written.endsWith("?");
        var text = optional ? written.substring(0, written.length() - 1) : written;
        try {
            return resolve(at, Path.parse(text), optional);
        } catch (IllegalArgumentException e) {
            problems.add(
                    "PB604",
                    at,
                    String.valueOf(e.getMessage()),
                    "not a path",
                    "names are joined by single dots: body.agent.email");
            return Optional.empty();
        }
    }

    private Optional<Reference> resolve(At at, Path path, boolean optional) {
        var word = path.steps().isEmpty() ? "" : name(path.steps().getFirst());
        var root = scope.root(word);
        if (root.isPresent() && !word.isEmpty()) {
            var reference = new Reference(root.get(), below(root.get(), path), optional, path.text());
            if (!check(at, reference)) {
                return Optional.empty();
            }
            scope.watcher().accept(reference);
            return Optional.of(reference);
        }
        return bare(at, path, word, optional);
    }

    /** A bare {@code auth} is the token of the only Auth endpoint (GI11); names of headers have no case. */
    private Path below(Root root, Path path) {
        return root == Root.AUTH
                        && path.steps().size() == 1
                        && scope.roots().get(root) instanceof Names.Only(var _, var _, var names)
                        && names.size() == 1
                ? new Path(
                        path.text(),
                        List.of(new Path.Step.Key(names.keySet().iterator().next())))
                : namesHeader(root, path) ? path.rest().lowerCase() : path.rest();
    }

    private static boolean namesHeader(Root root, Path path) {
        return root == Root.HEADER
                || root == Root.REQUEST
                        && path.steps().size() > 2
                        && name(path.steps().get(1)).equals("header");
    }

    /** Names of signature values and of the element in a section stand without a root. */
    private Optional<Reference> bare(At at, Path path, String word, boolean optional) {
        if (scope.roots().get(Root.VALUE) instanceof Names.Only(var _, var _, var names) && names.containsKey(word)) {
            return Optional.of(new Reference(Root.VALUE, path, optional, path.text()));
        }
        if (scope.roots().containsKey(Root.ITEM)
                && (path.steps().isEmpty() || scope.roots().get(Root.ITEM) instanceof Names.Free)) {
            return Optional.of(new Reference(Root.ITEM, path, optional, path.text()));
        }
        var known = new TreeSet<>(scope.words());
        if (scope.roots().get(Root.VALUE) instanceof Names.Only(var _, var _, var names)) {
            known.addAll(names.keySet());
        }
        problems.add(
                "PB602", at, "`" + path.text() + "` begins with an unknown name", "unknown", Nearest.help(word, known));
        return Optional.empty();
    }

    private boolean check(At at, Reference reference) {
        var names = scope.roots().getOrDefault(reference.root(), Names.free());
        var maybe = false;
        var walked = new StringBuilder(reference.root().word());
        for (var step : reference.path().steps()) {
            if (names instanceof Names.Maybe(var inner)) {
                maybe = true;
                names = inner;
            }
            if (names instanceof Names.Only only) {
                var next = only.names().get(name(step));
                if (next == null) {
                    unknown(at, walked, only, name(step));
                    return false;
                }
                names = next;
                walked.append('.').append(name(step));
            } else {
                return belowValue(at, walked, names) && sure(at, reference, maybe);
            }
        }
        return sure(at, reference, maybe || names instanceof Names.Maybe);
    }

    private boolean belowValue(At at, StringBuilder walked, Names names) {
        if (names instanceof Names.Value) {
            problems.add(
                    "PB602",
                    at,
                    "`" + walked + "` is a single value, there is nothing below it",
                    "unknown",
                    "write `" + walked + "`");
            return false;
        }
        return true;
    }

    private boolean sure(At at, Reference reference, boolean maybe) {
        if (maybe && !reference.optional() && !scope.isSure(reference.text())) {
            problems.add(
                    "PB603",
                    at,
                    "`" + reference.text() + "` may have no value",
                    "may be missing",
                    "write `{{" + reference.text() + "?}}`, or `when: { " + reference.text()
                            + ": present }` on the endpoint");
        }
        return true;
    }

    private void unknown(At at, StringBuilder walked, Names.Only only, String name) {
        var help = Nearest.to(name, only.names().keySet())
                .map(word -> "did you mean `" + walked + "." + word + "`?")
                .orElseGet(() -> Nearest.help(name, only.names().keySet()));
        problems.add(only.code(), at, "no " + only.what() + " called `" + name + "`", "not found", help);
    }

    private static String name(Path.Step step) {
        return switch (step) {
            case Path.Step.Key(var name) -> name;
            case Path.Step.Index(var name, var _) -> name;
            case Path.Step.Every _ -> "*";
        };
    }
}
