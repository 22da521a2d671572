package org.patchbay.delivery;

import java.util.Optional;
import org.patchbay.store.Lanes.Job;

/** Knows how to run jobs and is told what became of them. */
public interface Foreman {
    /** Brings a job back to life. */
    Revival revive(Job job);

    /** A job that this process holds is about to be tried. */
    void begins(Job job);

    /** A job was tried and will be tried again. */
    void postponed(Job job, Work work);

    /** This process does nothing more about a job, for now or for ever. */
    void left(Job job);

    /** A job is over. */
    void finished(Job job, Optional<Work> work);
}
