package org.patchbay.server.http;

/** Ends the handling of a request; it is answered with the problem. */
public final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails problem;

    Declined(ProblemDetails problem) {
        super(problem.code().word() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What it is answered with. */
    public ProblemDetails problem() {
        return problem;
    }
}
