package org.patchbay.server.jdbc;

import org.patchbay.store.Lanes;
import org.patchbay.store.Locks;
import org.patchbay.store.Nodes;
import org.patchbay.store.Ports;

/** The ports of a store in a database: those that every database does alike, and those that each does its own way. */
record SqlPorts(Writer writer, Readers readers, Vault vault, SealedTrees trees, SqlJournal journal) {
    static SqlPorts over(Writer writer, Readers readers, Vault vault) {
        return new SqlPorts(writer, readers, vault, new SealedTrees(vault), new SqlJournal(writer, readers, vault));
    }

    Ports with(Lanes lanes, SqlLetters letters, Nodes nodes, Locks locks) {
        var calls = new SqlCalls(writer, readers, trees);
        return new Ports(
                journal,
                calls,
                new SqlTokens(writer, readers, trees),
                new SqlFields(writer, readers, trees),
                new SqlRevisions(writer, readers),
                new SqlSecrets(writer, readers, vault),
                new SqlKeys(writer, readers),
                new SqlUsers(writer, readers),
                new SqlAudit(writer, readers, vault.marks()),
                lanes,
                new SqlSynchronizations(writer, readers, trees),
                new SqlTimers(writer, readers),
                new SqlIntegrators(writer, readers, trees),
                new SqlPrincipals(writer, readers, trees),
                letters,
                new SqlReceipts(writer, vault),
                nodes,
                locks,
                new SqlErasure(writer, readers, vault, journal, calls, letters));
    }
}
