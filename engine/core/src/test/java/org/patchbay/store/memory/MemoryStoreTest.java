package org.patchbay.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.patchbay.store.AcceptedContract;
import org.patchbay.store.AuditContract;
import org.patchbay.store.CallMemoryContract;
import org.patchbay.store.ErasureContract;
import org.patchbay.store.FieldsContract;
import org.patchbay.store.IntegratorsContract;
import org.patchbay.store.Journal;
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
import org.patchbay.store.Samples;
import org.patchbay.store.SecretsContract;
import org.patchbay.store.Store;
import org.patchbay.store.SynchronizationsContract;
import org.patchbay.store.TimersContract;
import org.patchbay.store.TokensContract;
import org.patchbay.store.UsersContract;

class MemoryStoreTest {
    @Test
    void keeps_the_newest_executions_and_lets_go_of_the_oldest() {
        var journal = new MemoryStore().journal();

        for (var number = 0; number <= MemoryJournal.CAPACITY; number++) {
            journal.append(Samples.execution("e%05d".formatted(number)));
        }

        assertThat(journal.find("e00000", Optional.empty())).isEmpty();
        assertThat(journal.find("e00001", Optional.empty())).isPresent();
        assertThat(journal.list(Journal.Filter.newest(1)).getFirst().id()).isEqualTo("e10000");
    }

    @Nested
    class OfExecutions extends JournalContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfCalls extends CallMemoryContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfLocks extends LocksContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfTokens extends TokensContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfFields extends FieldsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfRevisions extends RevisionsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfSecrets extends SecretsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfKeys extends KeysContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfAudit extends AuditContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfErasure extends ErasureContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfUsers extends UsersContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfLaneResults extends LaneResultsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfLanes extends LanesContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfLaneTurns extends LaneTurnsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfSynchronizations extends SynchronizationsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfAccepted extends AcceptedContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfLetters extends LettersContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfIntegrators extends IntegratorsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfPrincipals extends PrincipalsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfTimers extends TimersContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    class OfReceipts extends ReceiptsContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }
}
