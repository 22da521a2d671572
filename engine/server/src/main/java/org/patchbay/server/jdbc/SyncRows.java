package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbay.store.Synchronizations.Item;
import org.patchbay.store.Synchronizations.Kind;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Synchronizations.Progress;

/** What synchronizations keep, sealed; what has to be found again is marked. */
record SyncRows(SealedTrees trees) {
    /**
     * An item ready to be written.
     *
     * @param mark equal for equal contents
     * @param phones marks of its phone numbers
     */
    record Sealed(String id, byte[] mark, byte[] content, List<byte[]> phones) {
        Sealed {
            phones = List.copyOf(phones);
        }
    }

    Sealed sealed(Place place, Item item) {
        var here = here("synchronized", place, item.id());
        return new Sealed(
                item.id(),
                trees.vault().mark(here, Texts.write(item.content())),
                trees.seal(here, item.content()),
                item.phones().stream()
                        .map(phone -> phone(place.integrator(), place.kind(), phone))
                        .toList());
    }

    ObjectNode content(Place place, String id, byte[] sealed) {
        return (ObjectNode) trees.open(here("synchronized", place, id), sealed);
    }

    byte[] phone(String integrator, Kind kind, String phone) {
        return trees.vault().mark(Vault.Place.of("synchronized_phone", integrator, kind.word()), phone);
    }

    byte[] mark(Place place, String cursor) {
        return trees.vault().mark(here("synchronization_cursor", place, ""), cursor);
    }

    byte[] progress(Place place, Progress progress) {
        return trees.seal(here("synchronization", place, ""), Texts.tree(progress));
    }

    Progress progress(Place place, byte[] sealed) {
        return Texts.read(trees.open(here("synchronization", place, ""), sealed).toString(), Progress.class);
    }

    static Vault.Place here(String table, Place place, String id) {
        return Vault.Place.of(
                        table,
                        place.integrator(),
                        place.endpoint(),
                        place.kind().word(),
                        id)
                .ownedBy(place.integrator());
    }
}
