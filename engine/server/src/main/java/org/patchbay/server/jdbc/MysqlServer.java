package org.patchbay.server.jdbc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.patchbay.definition.Secret;

/** A MySQL or MariaDB server as Micronaut Data JDBC gives it to us: a pool, transactions, repositories. Thread-safe. */
final class MysqlServer implements AutoCloseable {
    private static final int CONNECTIONS = 32;

    /** So many times within a lease could a node that stands still keep others from its rows. */
    private static final int PARTS = 5;

    /** After so many leases without a word a connection is ended, and with it what it has locked. */
    private static final int LEASES = 4;

    private static final Duration LOCK_WAIT = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private final ApplicationContext context;
    private final TransactionOperations<Connection> transactions;
    private final ConnectionOperations<Connection> connections;

    @SuppressWarnings("unchecked")
    private MysqlServer(ApplicationContext context) {
        this.context = context;
        this.transactions = context.getBean(Argument.of(TransactionOperations.class, Connection.class));
        this.connections = context.getBean(Argument.of(ConnectionOperations.class, Connection.class));
    }

    /**
     * Gets ready to use a server; it is not asked before the first statement.
     *
     * @param lease how long a node may be silent before others go on with what is its own
     */
    static MysqlServer at(MysqlAddress address, Duration lease) {
        return new MysqlServer(ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .bootstrapEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .properties(properties(address, lease))
                .start());
    }

    private static Map<String, Object> properties(MysqlAddress address, Duration lease) {
        var properties = new HashMap<String, Object>();
        properties.put("datasources.default.url", address.url());
        address.user().ifPresent(user -> properties.put("datasources.default.username", user));
        address.password()
                .map(Secret::reveal)
                .ifPresent(password -> properties.put("datasources.default.password", password));
        properties.put("datasources.default.driver-class-name", "com.mysql.cj.jdbc.Driver");
        properties.put("datasources.default.dialect", "MYSQL");
        properties.put("datasources.default.connection-init-sql", patience(lease));
        properties.put("datasources.default.transaction-isolation", "TRANSACTION_READ_COMMITTED");
        properties.put("datasources.default.maximum-pool-size", CONNECTIONS);
        properties.put("datasources.default.minimum-idle", 2);
        properties.put("datasources.default.keepalive-time", KEEP_ALIVE.toMillis());
        properties.put("datasources.default.connection-timeout", 3_000);
        properties.put("datasources.default.validation-timeout", 1_000);
        properties.put("datasources.default.initialization-fail-timeout", -1);
        return properties;
    }

    /**
     * The server gives up what a node holds that stands still, so that rows and locks do not stand still with it: both kinds of server
     * end a connection that says nothing for some leases, MariaDB undoes a transaction much earlier; for MySQL that is a comment.
     */
    private static String patience(Duration lease) {
        var still = Math.max(1, lease.dividedBy(PARTS).toSeconds());
        var silent = Math.max(1, lease.multipliedBy(LEASES).toSeconds());
        return "set session innodb_lock_wait_timeout = " + LOCK_WAIT.toSeconds() + " , wait_timeout = " + silent
                + " /*M!100300 , idle_transaction_timeout = " + still + " */";
    }

    DataSource source() {
        return DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
    }

    NodeRepository nodes() {
        return context.getBean(NodeRepository.class);
    }

    /**
     * Does the work in one transaction.
     *
     * @throws SQLException as the work has thrown it; the framework lets it through without saying so
     */
    <T> T inTransaction(Work<T> work) throws SQLException {
        return transactions.executeWrite(status -> in(status.getConnection(), work));
    }

    /** Reads what is committed. */
    <T> T reading(Work<T> work) {
        return connections.executeRead(status -> {
            try {
                return in(status.getConnection(), work);
            } catch (Exception failure) {
                throw Trouble.of(failure);
            }
        });
    }

    private static <T> T in(Connection connection, Work<T> work) throws Exception {
        var session = new Session(connection, Flavour.MYSQL);
        try {
            return work.in(session);
        } finally {
            session.closeStatements();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
