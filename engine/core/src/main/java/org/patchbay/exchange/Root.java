package org.patchbay.exchange;

/** The first word of a path: where its value is looked for (format reference, section 5). */
public enum Root {
    BODY("body"),
    /** The whole body of the hook request that an event came in. */
    ENVELOPE("envelope"),
    INTEGRATOR("integrator"),
    TEMPLATE("template"),
    AUTH("auth"),
    RESULT("result"),
    CALL("call"),
    OBJECT("object"),
    AGENT("agent"),
    OPTIONS("options"),
    NOW("now"),
    NONCE("nonce"),
    RUN("run"),
    /** The hooks of this integrator, for their addresses. */
    HOOKS("hooks"),
    PARAM("param"),
    ITEM("item"),
    FAILURE("failure"),
    /** Where a page stands among the others. */
    PAGE("page"),
    /** Where a synchronization stands. */
    SYNC("sync"),
    ENSURE("ensure"),
    /** What is known of a connection while it is made: what its page was opened with, its form, whose it is. */
    LINK("link"),
    /** The outside identity that authorised an integrator. */
    PRINCIPAL("principal"),
    /** What a token request carries (RFC 6749): code, verifier, refreshToken and their kin. */
    GRANT("grant"),
    WITH("with"),
    /** Values of a signature block, read by their bare names. */
    VALUE(""),
    /** The request that is signed, read as {@code request.…}. */
    REQUEST("request"),
    /** Computed values of the signature that was sent, read as {@code sign.…} where a reply is judged. */
    SIGN("sign"),
    /** Values of the signature that was verified, read as {@code verify.…}. */
    VERIFY("verify"),
    /** Status of a reply. */
    STATUS("status"),
    /** Headers of a reply, names in lower case. */
    HEADER("header"),
    /** Body of a reply, written {@code body} in conditions about the reply. */
    REPLY("body");

    private final String word;

    Root(String word) {
        this.word = word;
    }

    /** The word as it is written. */
    public String word() {
        return word;
    }
}
