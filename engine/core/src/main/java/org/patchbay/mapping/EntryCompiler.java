package org.patchbay.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.ResultEntry;
import org.patchbay.definition.Tree;
import org.patchbay.expression.Excerpt;
import org.patchbay.expression.Scope;
import org.patchbay.format.Format;

/** Compiles the entries of results; what was reported is left out. */
final class EntryCompiler {
    private final Scope scope;
    private final Problems problems;

    /** Templates in entries may read the names of this scope. */
    EntryCompiler(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    Entries compile(Map<String, ResultEntry> entries) {
        var compiled = new ArrayList<Entry>();
        entries.forEach(
                (name, entry) -> source(name, entry).ifPresent(source -> compiled.add(entry(name, entry, source))));
        return new Entries(compiled);
    }

    private Entry entry(String name, ResultEntry entry, Source source) {
        return new Entry(
                name,
                source,
                entry.each().isEmpty() ? Optional.empty() : Optional.of(compile(entry.each())),
                entry.match().flatMap(pattern -> Excerpt.compile(entry.at(), pattern, problems)),
                entry.map().flatMap(map -> translation(entry, map)),
                entry.format().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Format.compile(entry.format(), Optional.empty(), Optional.empty(), problems)),
                entry.fallback().map(tree -> ValueTree.compile(tree, scope, problems)),
                entry.required() ? Entry.Need.REQUIRED : Entry.Need.OPTIONAL);
    }

    private Optional<Source> source(String name, ResultEntry entry) {
        var sources = new ArrayList<Optional<Source>>();
        entry.path().ifPresent(path -> sources.add(at(path)));
        if (!entry.present().isEmpty()) {
            sources.add(Optional.of(present(entry.present())));
        }
        entry.header().ifPresent(header -> sources.add(Optional.of(new Source.Header(header))));
        entry.cookie().ifPresent(cookie -> sources.add(Optional.of(new Source.Cookie(cookie))));
        entry.value()
                .ifPresent(tree -> sources.add(Optional.of(new Source.Made(ValueTree.compile(tree, scope, problems)))));
        if (sources.isEmpty() && !entry.each().isEmpty()) {
            return at(new PathText(entry.at(), "."));
        }
        if (sources.size() != 1) {
            problems.add(
                    sources.isEmpty() ? "PB204" : "PB205",
                    entry.at(),
                    "the result `" + name + "` needs one source, it has "
                            + (sources.isEmpty() ? "none" : sources.size()),
                    "one of path, header, cookie, value");
        }
        return sources.isEmpty() ? Optional.empty() : sources.getFirst();
    }

    private Optional<Source> at(PathText path) {
        return ReplyPath.compile(path, problems).map(found -> new Source.At(path.text(), found));
    }

    private Source present(List<PathText> paths) {
        return new Source.Present(paths.stream()
                .flatMap(path -> ReplyPath.compile(path, problems).stream())
                .toList());
    }

    private Optional<Translation> translation(ResultEntry entry, Tree map) {
        if (map instanceof Tree.Entries(var at, var words)
                && !words.containsKey("*")
                && entry.fallback().isEmpty()) {
            problems.add(
                    "PB410",
                    at,
                    "a value that is not in this map has no translation",
                    "no \"*\"",
                    "add \"*\" for any other value, or `default` beside `map`");
        }
        return Translation.compile(map, scope, problems);
    }
}
