package org.patchbay.definition;

/** What a reply can mean (format reference, section 7.2). */
public enum OutcomeKind {
    @Doc("success")
    OK,
    @Doc("success without results: it was done before")
    ALREADY_DONE,
    @Doc("try again by schedule")
    RETRY,
    @Doc("forget the token, fetch one, repeat the same request once")
    REFRESH,
    @Doc("the integrator needs a person to connect again")
    REAUTH,
    @Doc("the integrator is switched off")
    DISABLE,
    @Doc("the integrator is removed")
    REMOVE,
    @Doc("final: afterFailure runs, background work becomes a dead letter")
    FAIL,
    @Doc("it may have happened: never repeated by itself")
    UNKNOWN
}
