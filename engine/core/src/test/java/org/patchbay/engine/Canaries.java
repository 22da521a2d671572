package org.patchbay.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Secrets that are planted to be looked for. A trace of one is its text, its base64, its hex, its percent-encoding, its JSON, the text
 * backwards, and any eight of its characters in a row.
 */
public final class Canaries {
    private static final int PIECE = 8;

    private final SequencedMap<String, String> planted = new LinkedHashMap<>();
    private final List<Trace> traces = new ArrayList<>();

    /** A form in which a secret may show. */
    private record Trace(String kind, String form, String text) {}

    /** Plants a secret of that kind; each is different, and no piece of it stands in anything else. */
    public String plant(String kind, String tail) {
        var secret = "Zq" + DigestUtils.sha256Hex(kind + planted.size()).substring(0, 24) + "Yx" + tail;
        planted.put(kind, secret);
        add(kind, secret);
        return secret;
    }

    /** How many were planted. */
    public int kinds() {
        return planted.size();
    }

    /** Looks for a text that was made elsewhere, too. */
    public String plantMade(String kind, String secret) {
        planted.put(kind, secret);
        add(kind, secret);
        return secret;
    }

    private void add(String kind, String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var forms = new LinkedHashMap<String, String>();
        forms.put("plain", secret);
        forms.put("base64", Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.put("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        forms.put("base64 of its end", Base64.getEncoder().encodeToString(tail(bytes, 1)));
        forms.put("base64 of its inside", Base64.getEncoder().encodeToString(tail(bytes, 2)));
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        forms.put("percent", URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.put("json", secret.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.put("reversed", new StringBuilder(secret).reverse().toString());
        forms.forEach((form, text) -> traces.add(new Trace(kind, form, text)));
        for (var i = 0; i + PIECE <= secret.length(); i += PIECE / 2) {
            traces.add(new Trace(kind, "piece", secret.substring(i, i + PIECE)));
        }
    }

    private static byte[] tail(byte[] bytes, int from) {
        var length = (bytes.length - from) / 3 * 3;
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** Where a secret shows: its kind, the form, and the name of the text. */
    public List<String> seenIn(Map<String, String> texts) {
        var seen = new ArrayList<String>();
        texts.forEach((name, text) -> traces.stream()
                .filter(trace -> text.contains(trace.text()))
                .map(trace -> String.format(Locale.ROOT, "%s as %s in %s", trace.kind(), trace.form(), name))
                .forEach(seen::add));
        return seen;
    }
}
