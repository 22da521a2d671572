package org.patchbay.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Outside identities that have authorised integrators, each of which may have many. */
public interface Principals {
    /** All of a call centre, oldest first. */
    List<Principal> list(String callCentre);

    /** The identity of that id. */
    Optional<Principal> find(String id);

    /** Keeps one, in place of what was known of it. Durable and encrypted when this returns. */
    void keep(Principal principal);

    /** Lets go of one; false when there was none. */
    boolean remove(String id);

    /**
     * An outside identity.
     *
     * @param id ours; equal for the same identity at the same partner in the same call centre
     * @param partner the template and the Auth endpoint by which it authorised, {@code template/endpoint}
     * @param uid what the partner calls it
     * @param label for people
     * @param user whose it is, in the words of the phone system
     * @param results what its endpoint said of it
     */
    record Principal(
            String id,
            String callCentre,
            String partner,
            String uid,
            String label,
            Optional<String> user,
            ObjectNode results,
            Instant madeAt) {
        /** The same identity after it has agreed once more: what is said of it now, and whose it was before. */
        public Principal renewedBy(Principal next) {
            return new Principal(
                    id, callCentre, partner, uid, next.label(), user.or(next::user), next.results(), madeAt);
        }
    }
}
