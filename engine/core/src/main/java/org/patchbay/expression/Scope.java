package org.patchbay.expression;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.patchbay.exchange.Root;

/**
 * The names that may be used at one place of the configuration. Immutable.
 *
 * @param roots what is known below each root
 * @param present paths that a condition has already made sure of, so that they need no question mark
 * @param watcher is told of every reference that is compiled
 */
public record Scope(Map<Root, Names> roots, Set<String> present, Consumer<Reference> watcher) {
    public Scope {
        roots = Map.copyOf(roots);
        present = Set.copyOf(present);
    }

    /** Names that nobody watches the use of. */
    public Scope(Map<Root, Names> roots, Set<String> present) {
        this(roots, present, _ -> {});
    }

    /** Nothing is known. */
    public static final Scope EMPTY = new Scope(Map.of(), Set.of());

    /** The same with one root more, or replaced. */
    public Scope with(Root root, Names names) {
        var copy = roots.isEmpty() ? new EnumMap<Root, Names>(Root.class) : new EnumMap<>(roots);
        copy.put(root, names);
        return new Scope(copy, present, watcher);
    }

    /** The same without these roots. */
    public Scope without(Root... gone) {
        var copy = new EnumMap<Root, Names>(Root.class);
        copy.putAll(roots);
        List.of(gone).forEach(copy::remove);
        return new Scope(copy, present, watcher);
    }

    /** The same after a condition that made sure of these paths. */
    public Scope sureOf(Set<String> paths) {
        var all = new TreeSet<>(present);
        all.addAll(paths);
        return new Scope(roots, all, watcher);
    }

    /** The same, telling the watcher of every reference that is compiled against it. */
    public Scope watchedBy(Consumer<Reference> other) {
        return new Scope(roots, present, other);
    }

    /** The root that a word names here; {@code body} is the reply's where there is one. */
    public Optional<Root> root(String word) {
        return roots.keySet().stream().filter(root -> root.word().equals(word)).max(Comparator.naturalOrder());
    }

    /** True when a condition has made sure of this path, or of one below it. */
    boolean isSure(String path) {
        return present.contains(path) || present.stream().anyMatch(sure -> sure.startsWith(path + "."));
    }

    /** Words of all roots that can be used here. */
    public Set<String> words() {
        var words = new TreeSet<String>();
        roots.keySet().stream().map(Root::word).filter(word -> !word.isEmpty()).forEach(words::add);
        return words;
    }
}
