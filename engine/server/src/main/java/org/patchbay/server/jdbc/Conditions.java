package org.patchbay.server.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked of rows besides what always is, in SQL, with the values for its question marks in their order. */
final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    void and(String condition) {
        sql.append(" and ").append(condition);
    }

    /** Where that is asked for. */
    void and(String condition, Optional<?> value) {
        value.ifPresent(given -> {
            and(condition);
            values.add(given);
        });
    }

    /** Each begins with <code>and</code>. */
    String sql() {
        return sql.toString();
    }

    /** All values, and one for what follows. */
    Object[] valuesAnd(Object last) {
        var all = new ArrayList<>(values);
        all.add(last);
        return all.toArray();
    }
}
