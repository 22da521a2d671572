package org.patchbay.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML document from the events of the parser, so that anchors and tags are seen before anything follows them,
 * and reading goes on with the next part where one is broken.
 */
final class YamlReader {
    private final String path;
    private final Problems problems;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Parse parser;
    private Iterator<Event> events = List.<Event>of().iterator();
    private Places places = new Places("", 0);
    private At reached = At.NOWHERE;
    private int values;

    YamlReader(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
        parser = parser(path);
    }

    Reading read(String text) {
        var lines = Lines.of(text);
        for (var first = 0; first < lines.count(); ) {
            var next = lines.nextPart(first);
            readBetween(lines, first, next);
            first = next;
        }
        return new Reading(parts, broken);
    }

    /** Reads what stands between two lines of dashes; what is broken there hides nothing elsewhere. */
    private void readBetween(Lines lines, int first, int next) {
        var text = lines.between(first, next);
        places = new Places(path, first);
        reached = new At(path, first + 1, 1, 1, "");
        try {
            events = parser.parseString(text).iterator();
            while (events.hasNext()) {
                if (events.next() instanceof DocumentStartEvent) {
                    readPart();
                }
            }
        } catch (TooMuch tooMuch) {
            problems.add("PB106", tooMuch.at(), String.valueOf(tooMuch.getMessage()), "");
            broken.add(text);
        } catch (YamlEngineException syntax) {
            problems.addAll(List.of(new SyntaxErrors(places, lines).explain(syntax)));
            broken.add(text);
        } catch (IllegalArgumentException noCharacter) {
            // The parser counts on escapes and versions being numbers that there are.
            problems.addAll(List.of(new SyntaxErrors(places, lines).stumbled(reached)));
            broken.add(text);
        }
    }

    private static Parse parser(String path) {
        return new Parse(LoadSettings.builder()
                .setLabel(path)
                .setUseMarks(true)
                .setCodePointLimit(Bounds.BYTES + 1)
                .build());
    }

    private void readPart() {
        var root = node(events.next(), "", 0);
        part(root, places.lastLine(events.next()), problems).ifPresent(parts::add);
    }

    /** A part of a document, which must be a map; nothing for one that is empty. */
    static Optional<Part> part(Node root, int lastLine, Problems problems) {
        if (root instanceof Node.Entries map) {
            return Optional.of(new Part(map, lastLine));
        }
        if (!(root instanceof Node.Broken) && !(root instanceof Node.Text text && text.isEmpty())) {
            problems.add(
                    "PB205",
                    root.at(),
                    "a document is a map of keys",
                    "begin with `kind: Template` or `kind: Integrator`");
        }
        return Optional.empty();
    }

    private Node node(Event event, String pointer, int depth) {
        var at = places.at(event, pointer);
        reached = at;
        if (depth > Bounds.DEPTH) {
            throw new TooMuch(at, "more than 50 levels");
        }
        if (++values > Bounds.VALUES) {
            throw new TooMuch(at, "more than 100000 values in one document");
        }
        var node = switch (event) {
            case ScalarEvent scalar -> new Node.Text(at, scalar.getValue(), places.form(scalar));
            case SequenceStartEvent _ -> list(at, depth);
            case MappingStartEvent map -> map.isFlow() ? flowMap(map, at, depth) : map(at, depth);
            default -> new Node.Broken(at);
        };
        return refusesMarkUp(event, at) ? new Node.Broken(at) : node;
    }

    /** Reports anchors, aliases and tags: they make one text mean several things. */
    private boolean refusesMarkUp(Event event, At at) {
        var found = switch (event) {
            case AliasEvent alias -> "the alias `*" + alias.getAlias() + "`";
            case ScalarEvent scalar -> markUp(scalar.getAnchor().map(Object::toString), scalar.getTag());
            case SequenceStartEvent list -> markUp(list.getAnchor().map(Object::toString), list.getTag());
            case MappingStartEvent map -> markUp(map.getAnchor().map(Object::toString), map.getTag());
            default -> "";
        };
        if (found.isEmpty()) {
            return false;
        }
        problems.add(
                "PB103",
                at,
                found + " is not part of the format",
                found.startsWith("the tag")
                        ? "leave it out; quotes make a text"
                        : "write the value out, share parameters by name, or put a text in quotes");
        return true;
    }

    private static String markUp(Optional<String> anchor, Optional<String> tag) {
        return anchor.map(name -> "the anchor `&" + name + "`")
                .or(() -> tag.map(name -> "the tag `" + name + "`"))
                .orElse("");
    }

    private Node list(At at, int depth) {
        var items = new ArrayList<Node>();
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, Bounds.pointer(at.pointer(), Integer.toString(items.size())), depth + 1));
        }
        return new Node.Items(at, items);
    }

    private Node map(At at, int depth) {
        return map(events.next(), at, depth);
    }

    /** Two opening braces in a row are a template that lacks its quotes. */
    private Node flowMap(MappingStartEvent outer, At at, int depth) {
        var first = events.next();
        var isTemplate = first instanceof MappingStartEvent inner
                && inner.isFlow()
                && places.at(inner, "").line() == at.line()
                && places.at(inner, "").column() == places.at(outer, "").column() + 1;
        if (!isTemplate) {
            return map(first, at, depth);
        }
        skipRest(at);
        problems.add(
                "PB104", at, "a value that begins with {{ needs quotes", "", "put the whole value in double quotes");
        return new Node.Broken(at);
    }

    private void skipRest(At at) {
        for (var depth = 2; depth > 0; ) {
            if (depth > Bounds.DEPTH) {
                throw new TooMuch(at, "more than 50 levels");
            }
            depth += switch (events.next().getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                default -> 0;
            };
        }
    }

    private Node map(Event first, At at, int depth) {
        var entries = new Gatherer(problems);
        for (var event = first; event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            entry(event, at.pointer(), depth, entries);
        }
        return entries.at(at);
    }

    private void entry(Event event, String parent, int depth, Gatherer entries) {
        if (!(event instanceof ScalarEvent scalar)
                || (scalar.isPlain() && scalar.getValue().isEmpty())) {
            var key = node(event, parent, depth + 1);
            if (!(key instanceof Node.Broken)) {
                problems.add("PB101", key.at(), "a key must be a text", "");
            }
            node(events.next(), parent, depth + 1);
            return;
        }
        var pointer = Bounds.pointer(parent, scalar.getValue());
        var keyAt = places.at(scalar, pointer);
        reached = keyAt;
        var isMerge = scalar.isPlain() && scalar.getValue().equals("<<");
        if (isMerge) {
            problems.add(
                    "PB103",
                    keyAt,
                    "the merge key `<<` is not part of the format",
                    "write the keys out, or use defaults or basedOn");
        }
        var refused = refusesMarkUp(scalar, keyAt) || isMerge;
        var value = node(events.next(), pointer, depth + 1);
        if (!refused) {
            entries.put(scalar.getValue(), keyAt, value);
        }
    }
}
