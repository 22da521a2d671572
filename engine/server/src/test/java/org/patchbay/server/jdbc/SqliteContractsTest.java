package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
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

class SqliteContractsTest {
    @TempDir
    static Path empty;

    @TempDir
    Path directory;

    @BeforeAll
    static void makes_an_empty_store_to_copy() {
        SqliteStore.open(empty, Optional.empty()).close();
    }

    private Store fresh() throws IOException {
        for (var name : new String[] {"patchbay.db", "master.key"}) {
            Files.copy(empty.resolve(name), directory.resolve(name));
        }
        return SqliteStore.open(directory, Optional.empty());
    }

    @Nested
    class OfExecutions extends JournalContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfCalls extends CallMemoryContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfLocks extends LocksContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfTokens extends TokensContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfFields extends FieldsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfRevisions extends RevisionsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfSecrets extends SecretsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfKeys extends KeysContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfAudit extends AuditContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfErasure extends ErasureContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfUsers extends UsersContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfLaneResults extends LaneResultsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfLanes extends LanesContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfLaneTurns extends LaneTurnsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfSynchronizations extends SynchronizationsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfAccepted extends AcceptedContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfLetters extends LettersContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfIntegrators extends IntegratorsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfPrincipals extends PrincipalsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfTimers extends TimersContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }

    @Nested
    class OfReceipts extends ReceiptsContract {
        @Override
        protected Store open() throws IOException {
            return fresh();
        }
    }
}
