package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.store.Outdated;

/** The condition under which a row is outdated, and its values. */
record OldRows(String sql, List<Object> values) {
    /** Of a table with call centres, by the time in that column. */
    static OldRows of(Outdated old, String column) {
        var sql = new StringBuilder(column).append(" < ?");
        var values = new ArrayList<Object>(List.of(old.before()));
        old.callCentre().ifPresent(callCentre -> {
            sql.append(" and call_centre = ?");
            values.add(callCentre);
        });
        old.exempt().stream().sorted().forEach(callCentre -> {
            sql.append(" and call_centre <> ?");
            values.add(callCentre);
        });
        return new OldRows(sql.toString(), values);
    }

    /** The values followed by others. */
    Object[] and(Object... more) {
        var all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all.toArray();
    }
}
