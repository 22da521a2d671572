package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.patchbay.definition.Secret;
import org.patchbay.wire.Encoders;
import org.patchbay.wire.UrlCoding;
import org.patchbay.wire.Wire;

/** Masks secrets by value: as they are and as they stand in addresses, forms, JSON, XML and Base64. */
public final class Masker {
    private static final int STANDS_ALONE = 6;
    private static final int LONGEST_SENTENCE = 500;

    private final List<String> forms;

    private Masker(List<String> forms) {
        this.forms = forms;
    }

    /** Masks these values. */
    public static Masker of(Collection<String> secrets) {
        return new Masker(List.of()).and(secrets);
    }

    /** Masks these values too. */
    public Masker and(Collection<String> secrets) {
        var fresh = secrets.stream().filter(secret -> !forms.contains(secret)).toList();
        if (fresh.isEmpty()) {
            return this;
        }
        var all = new LinkedHashSet<>(forms);
        fresh.stream().filter(secret -> !secret.isBlank()).forEach(secret -> addForms(secret, all));
        var ordered = new ArrayList<>(all);
        ordered.sort((a, b) -> b.length() - a.length());
        return new Masker(ordered);
    }

    private static void addForms(String secret, Set<String> forms) {
        forms.add(secret);
        forms.add(onOneLine(secret));
        for (var coding : UrlCoding.values()) {
            var encoded = coding.encode(secret);
            forms.add(encoded);
            forms.add(encoded.toLowerCase(Locale.ROOT));
        }
        var json = json(secret);
        forms.add(json);
        forms.add(json(json));
        var xml = new StringBuilder();
        Encoders.xmlAttribute(secret, xml);
        forms.add(xml.toString());
        if (secret.length() >= STANDS_ALONE) {
            var bytes = secret.getBytes(StandardCharsets.UTF_8);
            forms.add(Base64.getEncoder().encodeToString(bytes));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
    }

    /** As it stands in a sentence. */
    private static String onOneLine(String text) {
        var line = new StringBuilder();
        text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }

    /** As it stands inside a JSON text; partners tell in JSON which JSON they were sent. */
    private static String json(String text) {
        var json = Wire.json(TextNode.valueOf(text));
        return json.substring(1, json.length() - 1);
    }

    /**
     * The beginning of a text without secrets, also without the beginning of one that is cut.
     *
     * @param longest characters to show at most
     */
    public String maskBeginning(String text, int longest) {
        if (text.length() <= longest) {
            return mask(text);
        }
        if (text.length() > longest + reach()) {
            return maskCut(text, longest);
        }
        var masked = mask(text);
        return masked.substring(0, Math.min(masked.length(), longest));
    }

    /** The same of a text that was cut already: a secret may have ended in what is gone. */
    String maskCut(String text, int longest) {
        var masked = mask(text.substring(0, Math.min(text.length(), longest + reach())));
        return masked.substring(0, Math.clamp(masked.length() - reach(), 0, longest));
    }

    private int reach() {
        return forms.isEmpty() ? 0 : forms.getFirst().length();
    }

    /** A sentence without secrets, cut where it is long. */
    public String sentence(String text) {
        return text.length() <= LONGEST_SENTENCE ? mask(text) : maskBeginning(text, LONGEST_SENTENCE) + "…";
    }

    /** The text without secrets; a short secret is masked only where it stands alone. */
    public String mask(String text) {
        var masked = text;
        for (var form : forms) {
            if (masked.contains(form)) {
                masked = form.length() >= STANDS_ALONE ? masked.replace(form, Secret.MASK) : alone(masked, form);
            }
        }
        return masked;
    }

    private static String alone(String text, String form) {
        var out = new StringBuilder();
        var from = 0;
        for (var at = text.indexOf(form); at >= 0; at = text.indexOf(form, from)) {
            var end = at + form.length();
            var free = (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            out.append(text, from, at).append(free ? Secret.MASK : form);
            from = end;
        }
        return out.append(text, from, text.length()).toString();
    }
}
