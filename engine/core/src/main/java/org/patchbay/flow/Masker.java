package org.patchbay.flow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.patchbay.definition.Secret;

/** Masks secrets by value: as they are, percent-encoded, form-encoded, in JSON and in Base64. */
public final class Masker {
    private static final int STANDS_ALONE = 6;

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
        var form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(form);
        forms.add(form.replace("+", "%20"));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        if (secret.length() >= STANDS_ALONE) {
            forms.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
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
