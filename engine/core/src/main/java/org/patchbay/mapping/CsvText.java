package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.exchange.Weight;

/**
 * CSV (RFC 4180) as a list of maps by the header line. The separator is the one of comma, semicolon and tab that the header line has
 * most of; a line break is any of the usual ones; empty lines are left out, and so are cells beyond the header.
 */
final class CsvText {
    private final String text;
    private final char separator;
    private final Scales scales;
    private int position;

    private CsvText(String text) {
        this.text = text;
        this.separator = separator(text);
        this.scales = new Scales(text.length());
    }

    static JsonNode read(String text) {
        return new CsvText(text).table();
    }

    private JsonNode table() {
        var rows = JsonNodeFactory.instance.arrayNode();
        var names = line().stream().map(String::strip).toList();
        while (position < text.length()) {
            var cells = line();
            if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
                rows.add(row(names, cells));
            }
        }
        return rows;
    }

    private ObjectNode row(List<String> names, List<String> cells) {
        scales.add(Weight.ELEMENT + Weight.MAP);
        var row = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < Math.min(names.size(), cells.size()); i++) {
            if (!row.has(names.get(i))) {
                scales.add(Weight.KEY + Weight.of(cells.get(i)));
                row.put(names.get(i), cells.get(i));
            }
        }
        return row;
    }

    private List<String> line() {
        var cells = new ArrayList<String>();
        do {
            cells.add(position < text.length() && text.charAt(position) == '"' ? quoted() : plain());
        } while (followedByAnother());
        return cells;
    }

    private boolean followedByAnother() {
        if (position == text.length()) {
            return false;
        }
        var c = text.charAt(position++);
        if (c == '\r' && position < text.length() && text.charAt(position) == '\n') {
            position++;
        }
        return c == separator;
    }

    private String plain() {
        var start = position;
        while (position < text.length() && !ends(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        var cell = new StringBuilder();
        for (position++; position < text.length(); position++) {
            if (text.charAt(position) != '"') {
                cell.append(text.charAt(position));
            } else if (position + 1 < text.length() && text.charAt(position + 1) == '"') {
                cell.append('"');
                position++;
            } else {
                position++;
                return cell + plain();
            }
        }
        throw new Misfit("not CSV: a quoted cell does not end");
    }

    private boolean ends(char c) {
        return c == separator || c == '\n' || c == '\r';
    }

    private static char separator(String text) {
        var counts = new int[3];
        var inside = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (!inside && (c == '\n' || c == '\r')) {
                break;
            } else if (!inside && ",;\t".indexOf(c) >= 0) {
                counts[",;\t".indexOf(c)]++;
            }
        }
        var best = counts[1] > counts[0] ? 1 : 0;
        return ",;\t".charAt(counts[2] > counts[best] ? 2 : best);
    }
}
