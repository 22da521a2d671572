package org.patchbay.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell. */
record Columns(List<Integer> widths) {
    Columns {
        widths = List.copyOf(widths);
    }

    static Columns of(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                var cell = row.get(i);
                widths.set(i, Math.max(widths.get(i), cell.codePointCount(0, cell.length())));
            }
        }
        return new Columns(widths);
    }

    /** The cells side by side, two blanks between them; an empty column takes no room. */
    String align(List<String> row) {
        var cells = new ArrayList<String>();
        for (var i = 0; i < row.size(); i++) {
            if (widths.get(i) > 0) {
                cells.add(Show.wide(row.get(i), widths.get(i)));
            }
        }
        return String.join("  ", cells).stripTrailing();
    }

    /** All rows, one on each line. */
    static String table(List<List<String>> rows) {
        var columns = of(rows);
        var table = new StringBuilder();
        rows.forEach(row -> table.append(columns.align(row)).append('\n'));
        return table.toString();
    }
}
