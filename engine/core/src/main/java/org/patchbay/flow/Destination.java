package org.patchbay.flow;

/**
 * Whom requests go to: the credentials of an integrator at a host.
 *
 * @param host empty where the integrator names none
 */
public record Destination(String integrator, String host) {
    @Override
    public String toString() {
        return integrator + " at " + host;
    }
}
