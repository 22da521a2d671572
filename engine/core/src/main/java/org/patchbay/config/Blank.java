package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SendTo;

/** Endpoints that stand in no document. */
public final class Blank {
    private Blank() {}

    /** The endpoint whose address is that to which a person is sent. */
    public static Endpoint of(SendTo to) {
        var keys = new LinkedHashMap<String, Node.Entry>();
        Map.of("name", "sendTo", "type", "GetData", "url", "https://nowhere.invalid")
                .forEach((key, text) ->
                        keys.put(key, new Node.Entry(to.at(), new Node.Text(to.at(), text, Node.Form.QUOTED))));
        var blank = new Binder(new Problems())
                .bind(Endpoint.class, new Node.Entries(to.at(), keys))
                .orElseThrow();
        return blank.with(blank.request().sent(to), blank.reply(), blank.auth());
    }
}
