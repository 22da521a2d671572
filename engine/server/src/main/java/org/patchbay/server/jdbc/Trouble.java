package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.patchbay.store.StoreUnavailable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the databases report, in sentences for admins. */
final class Trouble {
    /** Too many connections, shutting down, no memory left: MySQL's server errors 1040, 1053, 1037, 1038. */
    private static final Set<Integer> GONE = Set.of(1037, 1038, 1040, 1053);

    private static final Set<Integer> FULL = Set.of(1021, 1026, 1030, 1114);
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 3100);
    private static final int LET_NOT_IN = 1045;
    private static final int NO_SUCH_DATABASE = 1049;
    /** Too few rights on a database, a table, a column, or for an operation. */
    private static final Set<Integer> TOO_FEW_RIGHTS = Set.of(1044, 1142, 1143, 1227);

    private static final int LOCKED_OUT = 1205;
    /** Deadlock, and a lock that was waited for too long. */
    private static final Set<Integer> PASSING = Set.of(LOCKED_OUT, 1213);

    private Trouble() {}

    static StoreUnavailable of(Throwable cause) {
        return switch (cause) {
            case StoreUnavailable already -> already;
            default ->
                reason(cause)
                        .map(sentence -> new StoreUnavailable(sentence, cause))
                        .orElseGet(() -> new StoreUnavailable("the store could not do its work: " + cause, cause));
        };
    }

    /** What a database has said, where it is a database that has failed. */
    static Optional<String> reason(Throwable cause) {
        return last(cause)
                .map(reported -> reported instanceof SQLiteException file ? sentence(file) : sentence(reported));
    }

    /** The same of a database that was to be opened. */
    static StoreUnavailable opening(MysqlAddress address, Throwable cause) {
        return cause instanceof StoreUnavailable already
                ? already
                : new StoreUnavailable(of(cause).getMessage() + ": " + address.place(), cause);
    }

    static StoreUnavailable closed() {
        return new StoreUnavailable("the store is closed");
    }

    /** True when the other work of a transaction would fail of the same cause. */
    static boolean concernsAll(Throwable cause) {
        return !(cause instanceof SQLiteException)
                && reported(cause).map(Trouble::unreachable).orElse(false);
    }

    /** True when the same transaction may well succeed if it is tried again at once. */
    static boolean passes(Throwable cause) {
        return reported(cause)
                .map(failure -> PASSING.contains(failure.getErrorCode()))
                .orElse(false);
    }

    /** True when somebody else had a row for too long. */
    static boolean isLockedOut(Throwable cause) {
        return reported(cause)
                .map(failure -> failure.getErrorCode() == LOCKED_OUT)
                .orElse(false);
    }

    private static Optional<SQLException> reported(Throwable cause) {
        var one = Optional.of(cause);
        while (one.isPresent()) {
            if (one.get() instanceof SQLException reported) {
                return Optional.of(reported);
            }
            one = Optional.ofNullable(one.get().getCause());
        }
        return Optional.empty();
    }

    /** What the server itself has said: the pool wraps it into a failure of its own. */
    private static Optional<SQLException> last(Throwable cause) {
        var beneath = reported(cause).flatMap(reported -> Optional.ofNullable(reported.getCause()));
        return beneath.flatMap(Trouble::last).or(() -> reported(cause));
    }

    private static String sentence(SQLException reported) {
        var code = reported.getErrorCode();
        if (unreachable(reported)) {
            return "the database cannot be reached";
        }
        if (code == LOCKED_OUT) {
            return "another node stands still with what is to be changed";
        }
        if (FULL.contains(code)) {
            return "the disk of the database is full";
        }
        if (READ_ONLY.contains(code)) {
            return "the database is read-only";
        }
        if (TOO_FEW_RIGHTS.contains(code)) {
            return "the user of the database has too few rights; it needs all of them there";
        }
        return switch (code) {
            case LET_NOT_IN -> "the server of the database does not let this user in with this password";
            case NO_SUCH_DATABASE -> "the server has no such database";
            default -> "the store failed: " + reported.getMessage();
        };
    }

    /** Class 08 of SQLSTATE are connections (ISO 9075). */
    private static boolean unreachable(SQLException reported) {
        var state = Optional.ofNullable(reported.getSQLState()).orElse("");
        return state.startsWith("08")
                || GONE.contains(reported.getErrorCode())
                || reported instanceof java.sql.SQLTransientConnectionException;
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
