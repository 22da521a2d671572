package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.patchbay.server.jdbc.Resealing.Table;

/**
 * A row of a table with something sealed in it.
 *
 * @param place where its value belongs
 */
record SealedRow(Vault.Place place, byte[] sealed) {
    static List<SealedRow> of(Session session, Table table) throws SQLException {
        return session.list("select * from " + table.name() + " where sealed is not null", row -> {
            var columns = new TreeMap<String, String>();
            for (var column : table.columns()) {
                columns.put(column, row.text(column));
            }
            return new SealedRow(table.placing().of(new Resealing.Key(columns)), row.bytes("sealed"));
        });
    }
}
