package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Text;
import org.patchbay.spi.ClientProof;
import org.patchbay.spi.ClientProof.Claim;

/** Shows in a token request who the client is, as a plugin does it. */
record Proving(ClientProof proof, Text id, Map<String, Text> options) {
    /** Under this name the hidden texts stand among what was computed; no document can name it. */
    private static final String COMPUTED = "client proof";

    /** Where something stands for the proof in a request that is never sent. */
    private static final Spot STANDING = Spot.parse("header.X-Client-Proof").orElseThrow();

    Proving {
        options = Map.copyOf(options);
    }

    void show(Sheet sheet, Values values, ObjectNode computed) {
        var claim = claim(sheet, values);
        if (values.moment().isStill()) {
            sheet.put(STANDING, Methods.standIn(texts(claim)));
            return;
        }
        var shown = Methods.ask(() -> proof.show(claim));
        var hidden = computed.putObject(COMPUTED);
        shown.open().forEach((place, text) -> sheet.put(spot(place), text));
        shown.hidden().forEach((place, text) -> {
            sheet.put(spot(place), text.reveal());
            hidden.set(place, SecretNode.of(text.reveal()));
        });
    }

    private Claim claim(Sheet sheet, Values values) {
        var known = new HashMap<String, Secret>();
        options.forEach((name, text) -> known.put(name, Secret.of(Rotation.text(text, values))));
        return new Claim(
                Rotation.text(id, values),
                sheet.draft().origin() + sheet.target(),
                values.moment().now(),
                values.moment().nonce(),
                known);
    }

    private static Map<String, byte[]> texts(Claim claim) {
        var texts = new HashMap<String, byte[]>();
        texts.put("", claim.id().getBytes(StandardCharsets.UTF_8));
        claim.options().forEach((name, value) -> texts.put(name, value.reveal().getBytes(StandardCharsets.UTF_8)));
        return texts;
    }

    private Spot spot(String place) {
        Optional<Spot> spot = Spot.parse(place);
        return spot.orElseThrow(() ->
                Sheet.refusal("the plugin `" + proof.id() + "` wants to write at `" + place + "`, which is no place"));
    }
}
