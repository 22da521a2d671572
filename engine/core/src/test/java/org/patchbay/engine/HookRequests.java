package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;

/** What partners send to hooks in tests. */
final class HookRequests {
    private HookRequests() {}

    static Request request(String path, String body, Pair... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.name().equals("Content-Type"))) {
            all.add(new Pair("Content-Type", "application/json"));
        }
        return new Request(Method.POST, new Origin("https", "pb.test", 443), path, all, bytes(body));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
