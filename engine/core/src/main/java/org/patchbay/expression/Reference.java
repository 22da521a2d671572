package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

/**
 * A compiled path into the values of a run.
 *
 * @param path what follows the root
 * @param optional whether it was written with a question mark
 * @param text as written, without the question mark
 */
public record Reference(Root root, Path path, boolean optional, String text) {
    /** The value; a missing node when there is none. */
    public JsonNode in(Values values) {
        return switch (root) {
            case NOW -> Clock.read(values.moment(), path);
            case NONCE -> Clock.nonce(values.moment(), path);
            case AUTH -> token(values.root(root));
            case BODY,
                    ENVELOPE,
                    INTEGRATOR,
                    TEMPLATE,
                    RESULT,
                    CALL,
                    OBJECT,
                    AGENT,
                    OPTIONS,
                    RUN,
                    HOOKS,
                    PARAM,
                    ITEM,
                    FAILURE,
                    PAGE,
                    SYNC,
                    ENSURE,
                    LINK,
                    PRINCIPAL,
                    GRANT,
                    WITH,
                    VALUE,
                    REQUEST,
                    SIGN,
                    VERIFY,
                    STATUS,
                    HEADER,
                    REPLY -> path.find(values.root(root));
        };
    }

    /** {@code auth.login} is the token itself, {@code auth.login.name} one of its results. */
    private JsonNode token(JsonNode tokens) {
        var found = path.find(tokens);
        return found.isObject() && path.steps().size() == 1 ? found.path("") : found;
    }

    /** True when the value is absent: missing or null. */
    public static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** A value that is not there. */
    public static JsonNode absent() {
        return MissingNode.getInstance();
    }

    @Override
    public String toString() {
        return text;
    }
}
