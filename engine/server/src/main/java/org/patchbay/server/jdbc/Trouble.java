package org.patchbay.server.jdbc;

import java.sql.SQLException;
import org.patchbay.store.StoreUnavailable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite reports, in sentences for admins. */
final class Trouble {
    private Trouble() {}

    static StoreUnavailable of(Throwable cause) {
        return switch (cause) {
            case StoreUnavailable already -> already;
            case SQLiteException reported -> new StoreUnavailable(sentence(reported), reported);
            case SQLException other -> new StoreUnavailable("the store failed: " + other.getMessage(), other);
            default -> new StoreUnavailable("the store could not do its work: " + cause, cause);
        };
    }

    static StoreUnavailable closed() {
        return new StoreUnavailable("the store is closed");
    }

    private static String sentence(SQLiteException reported) {
        return switch (kind(reported)) {
            case SQLITE_FULL -> "the disk that holds the store is full";
            case SQLITE_READONLY, SQLITE_PERM -> "the store is read-only";
            case SQLITE_IOERR -> "the disk that holds the store reports an error";
            case SQLITE_CANTOPEN -> "the files of the store cannot be opened";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process keeps the store locked";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the store is damaged";
            default -> "the store failed: " + reported.getMessage();
        };
    }

    /** Extended codes carry their kind in the low byte (sqlite.org/rescode.html). */
    private static SQLiteErrorCode kind(SQLiteException reported) {
        return SQLiteErrorCode.getErrorCode(reported.getResultCode().code & 0xff);
    }
}
