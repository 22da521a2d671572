package org.patchbay.engine;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.Client;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.flow.Tenant;

/** What was wrong with how an integrator logs in may be right in the next revision: another password, another secret of the client. */
record Mended(States states) {
    /** Lets integrators try again that were to be connected again, and whose documents say something else about that now. */
    void look(Live before, Live after) {
        for (var tenant : after.tenants().values()) {
            before.tenant(tenant.name())
                    .filter(known -> !shown(known).equals(shown(tenant)))
                    .ifPresent(_ -> states.accepted(tenant.name()));
        }
    }

    /** Everything that the integrator may show to its partner. */
    private static List<Object> shown(Tenant tenant) {
        var shown = new ArrayList<Object>();
        shown.add(SecretNode.revealAll(tenant.values()));
        tenant.program().template().endpoints().stream()
                .flatMap(endpoint -> endpoint.auth().client().stream())
                .forEach(client -> shown.addAll(texts(client)));
        return shown;
    }

    private static List<String> texts(Client client) {
        var texts = new ArrayList<String>();
        texts.add(client.id().text());
        texts.add(client.secret().map(TextTemplate::text).orElse(""));
        client.options().forEach((name, text) -> texts.add(name + "=" + text.text()));
        return texts;
    }
}
