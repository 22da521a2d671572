package org.patchbay.server.cli;

/** A command cannot go on: why, in one sentence, and what to do about it. */
public final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final String help;

    /** Ends the command that way; the help may be empty. */
    public Complaint(Exit exit, String sentence, String help) {
        super(sentence, null, false, false);
        this.exit = exit;
        this.help = help;
    }

    /** What was asked about is not so. */
    static Complaint notSo(String sentence, String help) {
        return new Complaint(Exit.NOT_SO, sentence, help);
    }

    /** The command was used in a way it cannot be. */
    static Complaint usage(String sentence, String help) {
        return new Complaint(Exit.USAGE, sentence, help);
    }

    /** The server does not answer, or not to us. */
    static Complaint unreachable(String sentence, String help) {
        return new Complaint(Exit.UNREACHABLE, sentence, help);
    }

    /** The same, said of one of several. */
    Complaint about(String which) {
        return new Complaint(exit, which + ": " + getMessage(), help);
    }

    Exit exit() {
        return exit;
    }

    String help() {
        return help;
    }
}
