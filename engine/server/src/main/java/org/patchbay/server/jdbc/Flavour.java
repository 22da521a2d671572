package org.patchbay.server.jdbc;

/** What the databases say differently. All else is written so that each of them understands it. */
enum Flavour {
    SQLITE(
            "insert or ignore into",
            "select last_insert_rowid() number",
            "select name from sqlite_schema where type = 'table' and name = ?"),
    /** MySQL 8 and MariaDB from 10.6 on. */
    MYSQL(
            "insert ignore into",
            "select last_insert_id() number",
            "select 1 from information_schema.tables where table_schema = database() and table_name = ?");

    private static final String MIGRATIONS = "classpath:org/patchbay/server/jdbc/";

    private final String insertUnlessThere;
    private final String lastNumber;
    private final String tableCalled;

    Flavour(String insertUnlessThere, String lastNumber, String tableCalled) {
        this.insertUnlessThere = insertUnlessThere;
        this.lastNumber = lastNumber;
        this.tableCalled = tableCalled;
    }

    String insertUnlessThere() {
        return insertUnlessThere;
    }

    String lastNumber() {
        return lastNumber;
    }

    String tableCalled() {
        return tableCalled;
    }

    /** At the end of a select, so that its rows stay as they are until the end of the transaction. */
    String locking() {
        return switch (this) {
            case SQLITE -> "";
            case MYSQL -> " for update";
        };
    }

    String migrations() {
        return switch (this) {
            case SQLITE -> MIGRATIONS + "sqlite";
            case MYSQL -> MIGRATIONS + "mysql";
        };
    }
}
