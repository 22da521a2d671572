package org.patchbay.call;

import java.util.Locale;
import java.util.regex.Pattern;

/** A host, {@code *.name} for every host below that name, or {@code *} for all. Case and a last dot do not matter. */
public record HostPattern(String text) {
    private static final Pattern FORM =
            Pattern.compile("\\*|(\\*\\.)?[a-z0-9_]([a-z0-9_.-]{0,250}[a-z0-9_])?\\.?|\\[[0-9a-f:.]+]");

    public HostPattern {
        text = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a host or a pattern such as '*.acme.example'");
        }
        text = Hosts.plain(text);
    }

    /** True when this host is meant. */
    public boolean matches(String host) {
        if (text.startsWith("*")) {
            var plain = Hosts.plain(host);
            return plain.length() > text.length() - 1 && plain.endsWith(text.substring(1)) || text.length() == 1;
        }
        return text.equals(Hosts.plain(host));
    }

    @Override
    public String toString() {
        return text;
    }
}
