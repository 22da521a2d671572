package org.patchbay.server.web;

import java.util.function.Supplier;
import org.patchbay.engine.Crowded;
import org.patchbay.engine.Shares;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Declined;

/** What hooks bring is done at the places where triggers are run: a call centre has one share for both. */
record HouseShares(Admission admission) implements Shares {
    @Override
    public <T> T of(String callCentre, Supplier<T> work) {
        try {
            return admission.share(callCentre, work);
        } catch (Declined declined) {
            throw new Crowded(declined.problem().detail());
        }
    }
}
