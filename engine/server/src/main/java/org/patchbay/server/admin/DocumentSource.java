package org.patchbay.server.admin;

/** Where documents come from. */
@FunctionalInterface
public interface DocumentSource {
    /** The documents as they are now. */
    Documents read();
}
