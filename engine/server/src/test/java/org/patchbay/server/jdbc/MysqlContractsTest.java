package org.patchbay.server.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.store.AcceptedContract;
import org.patchbay.store.AuditContract;
import org.patchbay.store.CallMemoryContract;
import org.patchbay.store.ErasureContract;
import org.patchbay.store.FieldsContract;
import org.patchbay.store.IntegratorsContract;
import org.patchbay.store.JournalContract;
import org.patchbay.store.KeysContract;
import org.patchbay.store.LaneResultsContract;
import org.patchbay.store.LaneTurnsContract;
import org.patchbay.store.LanesContract;
import org.patchbay.store.LettersContract;
import org.patchbay.store.LocksContract;
import org.patchbay.store.PrincipalsContract;
import org.patchbay.store.ReceiptsContract;
import org.patchbay.store.RevisionsContract;
import org.patchbay.store.SecretsContract;
import org.patchbay.store.Store;
import org.patchbay.store.SynchronizationsContract;
import org.patchbay.store.TimersContract;
import org.patchbay.store.TokensContract;
import org.patchbay.store.UsersContract;

/** The contract suite of each port, on a real MySQL or MariaDB server. */
class MysqlContractsTest {
    private static final Set<String> KEPT = Set.of("flyway_schema_history", "vault_check");

    private static final Optional<Secret> KEY =
            Optional.of(Secret.of(Base64.getEncoder().encodeToString(new byte[Aes.KEY_BYTES])));

    private static MysqlAddress address;

    @TempDir
    static Path made;

    @BeforeAll
    static void finds_a_server_and_makes_the_tables() {
        address = MysqlAddress.parse(MysqlForTests.shared().database());
        MysqlStore.open(address, made, KEY).close();
    }

    private static Store fresh() {
        var store = MysqlStore.open(address, made, KEY);
        store.writer().write(MysqlContractsTest::empty);
        return store;
    }

    private static int empty(Session session) throws SQLException {
        var tables = session.list(
                "select table_name name from information_schema.tables where table_schema = database()",
                row -> row.text("name"));
        for (var table : tables) {
            if (!KEPT.contains(table)) {
                session.run("delete from " + table);
            }
        }
        var sealed = Opening.sealedKeys(session).orElseThrow();
        var keys = StoreKeys.open(MasterKey.of(KEY.orElseThrow(), "the test"), sealed);
        SqlAudit.seal(session, keys.orElseThrow().marks());
        // Revisions are counted from one in a store that never had any.
        return session.run("alter table revision auto_increment = 1");
    }

    @Nested
    class OfExecutions extends JournalContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfCalls extends CallMemoryContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfLocks extends LocksContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfTokens extends TokensContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfFields extends FieldsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfRevisions extends RevisionsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfSecrets extends SecretsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfKeys extends KeysContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfAudit extends AuditContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfErasure extends ErasureContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfUsers extends UsersContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfLaneResults extends LaneResultsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfLanes extends LanesContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfLaneTurns extends LaneTurnsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfAccepted extends AcceptedContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfLetters extends LettersContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfReceipts extends ReceiptsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfSynchronizations extends SynchronizationsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfIntegrators extends IntegratorsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfPrincipals extends PrincipalsContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }

    @Nested
    class OfTimers extends TimersContract {
        @Override
        protected Store open() {
            return fresh();
        }
    }
}
