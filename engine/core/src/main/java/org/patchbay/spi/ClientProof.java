package org.patchbay.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Secret;

/**
 * A way for an OAuth 2.0 client to show who it is that the format does not know: {@code client: { auth: "plugin:<id>", options: … }}, for
 * example private_key_jwt (RFC 7523 §2.2). Found with {@link java.util.ServiceLoader}; thread-safe.
 */
public interface ClientProof {
    /** The word after {@code plugin:}. */
    String id();

    /** Keys that {@code client.options} must have. */
    Set<String> options();

    /** Further keys that {@code client.options} may have. */
    default Set<String> optional() {
        return Set.of();
    }

    /**
     * What shows who the client is, for one request.
     *
     * @throws IllegalArgumentException when an option is unfit, in words for an admin and without its value
     */
    Shown show(Claim claim);

    /**
     * What there is to show it with.
     *
     * @param id the client id
     * @param url where the request goes
     * @param now the clock reading of the request
     * @param nonce 32 random hex digits, others in each request
     * @param options values of the options that are there; the client's secret, where it has one, as {@code secret}
     */
    record Claim(String id, String url, Instant now, String nonce, Map<String, Secret> options) {
        public Claim {
            options = Map.copyOf(options);
        }
    }

    /**
     * What is laid into the request, by place.key: {@code body.client_assertion}, {@code header.X-Client}.
     *
     * @param open what everybody may read
     * @param hidden what can be used instead of a secret, masked wherever the request is shown
     */
    record Shown(Map<String, String> open, Map<String, Secret> hidden) {
        public Shown {
            open = Map.copyOf(open);
            hidden = Map.copyOf(hidden);
        }
    }
}
