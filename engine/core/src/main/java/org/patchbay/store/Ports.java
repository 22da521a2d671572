package org.patchbay.store;

/** What a store is made of: one of each port. */
public record Ports(
        Journal journal,
        CallMemory calls,
        Tokens tokens,
        Fields fields,
        Revisions revisions,
        Secrets secrets,
        Keys keys,
        Users users,
        Audit audit,
        Lanes lanes,
        Synchronizations synchronizations,
        Timers timers,
        Integrators integrators,
        Principals principals,
        Letters letters,
        Receipts receipts,
        Nodes nodes,
        Locks locks,
        Erasure erasure) {}
