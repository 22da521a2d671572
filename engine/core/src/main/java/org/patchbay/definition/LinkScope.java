package org.patchbay.definition;

/** Whose settings page shows a link. */
public enum LinkScope {
    @Doc("the call centre's")
    CALLCENTER,
    @Doc("a team's")
    TEAM,
    @Doc("a person's")
    USER
}
