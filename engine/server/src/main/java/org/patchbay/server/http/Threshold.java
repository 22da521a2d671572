package org.patchbay.server.http;

import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Turns new work away before anything of it is read, while the house is full or closed: refusing has to be cheap. */
@ServerFilter(patterns = {"/api/v1/triggers/**", "/hooks/**"})
final class Threshold {
    private final Admission admission;

    Threshold(Admission admission) {
        this.admission = admission;
    }

    @RequestFilter
    void refuse() {
        admission.knock();
    }
}
