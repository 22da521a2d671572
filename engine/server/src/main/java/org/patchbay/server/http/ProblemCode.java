package org.patchbay.server.http;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.exchange.FailureCode;

/** Everything that a request can be answered instead of what it asked for (RFC 9457); each has a page at {@code /problems/<word>}. */
public enum ProblemCode {
    BAD_REQUEST(
            400, "The request cannot be read", "Mend the place that `detail` or `errors` names, then send it again."),
    UNAUTHORIZED(
            401,
            "No valid key",
            "Send `Authorization: Bearer <key>`. Keys are made with `patchbay key create`; one that was revoked stays"
                    + " revoked."),
    FORBIDDEN(403, "This key may not do that", "Use a key of the kind or role that `detail` names."),
    ORIGIN_NOT_ALLOWED(
            403,
            "This web page may not use this key",
            "Add the page's origin to `allowedOrigins` of the integrator, or make a key with `--origins`. Publishable keys"
                    + " work from web pages only."),
    NOT_FOUND(
            404,
            "There is no such thing here",
            "Look at the name; `detail` offers the nearest one that exists for this key."),
    METHOD_NOT_ALLOWED(405, "This address does not take this method", "Use one of the methods in the header `Allow`."),
    NOT_ACCEPTABLE(
            406, "It cannot be answered in that form", "Leave out the header `Accept`, or ask for application/json."),
    IN_PROGRESS(409, "The same request is still running", "Ask again in a moment with the same idempotency key."),
    STILL_OPEN(
            409,
            "Something of it is still open",
            "Let what waits come to its end, or cancel it; say of what is unknown whether it happened (`resolve`)."),
    NOT_KEPT(
            409,
            "What it needs is no longer kept",
            "Let the event be sent once more. `keep.bodies` and `privacy.bodies` of the installation say what is kept, and how"
                    + " long."),
    REAUTH_REQUIRED(
            409,
            "Somebody has to connect again",
            "The partner no longer accepts what it was given: connect the integrator again."),
    INTEGRATOR_DISABLED(
            409, "The integrator is switched off", "Enable it, or find out why it was disabled: `detail` says so."),
    ALREADY_EXISTS(409, "It exists already", "Choose another name, or change what exists."),
    NOTHING_TO_ASK(
            409,
            "There is nothing to ask the partner",
            "Give the template an endpoint with `trigger: auth-check` that asks for something small."),
    IN_USE(409, "It is still needed", "Change what uses it first; `detail` names it."),
    STALE_VERSION(
            412, "Somebody else was faster", "Read the newest version, merge, and send its number in `If-Match`."),
    BODY_TOO_LARGE(
            413,
            "The body is too large",
            "Send less: 1 MiB is the usual limit (`limits.requestBody` of the installation)."),
    ADDRESS_TOO_LONG(414, "The address is too long", "Put what is long into the body."),
    UNSUPPORTED_TYPE(
            415,
            "The body is of a kind that is not understood here",
            "Send JSON with `Content-Type: application/json`."),
    MISSING_INPUT(
            422,
            "A required input is missing",
            "Send the input that `errors` points at. Nothing was sent to the partner."),
    BAD_INPUT(422, "An input does not fit", "Mend the input that `errors` points at. Nothing was sent to the partner."),
    BAD_PHONE(
            422,
            "This is no phone number",
            "Send it in international form, or set `country` of the integrator. Nothing was sent to the partner."),
    MISSING_VALUE(
            422,
            "A value is missing",
            "The template needs a value that is not there: `detail` names it. Nothing was sent."),
    IDEMPOTENCY_MISMATCH(422, "Same idempotency key, other content", "Use a new key for a new event."),
    CONFIG_REFUSED(
            422, "The configuration has errors", "Mend what `findings` lists; until then the live revision goes on."),
    VERSION_REQUIRED(428, "The version is missing", "Send the version you have read in `If-Match`."),
    TOO_MANY_REQUESTS(
            429, "Too many requests with this key", "Wait as long as `Retry-After` says, then go on more slowly."),
    HEADERS_TOO_LARGE(
            431, "The headers are too large", "Send fewer headers, or shorter ones; cookies are the usual cause."),
    INTERNAL(500, "This is our fault", "Tell the operators the `traceId`: the log of the server has it."),
    METHOD_UNKNOWN(501, "There is no such method", "Write the method in capital letters, as in POST."),
    UPSTREAM_REJECTED(502, "The partner said no", "`detail` has the partner's own words."),
    UPSTREAM_UNAUTHORIZED(502, "The partner does not accept the token", "Check the credentials of the integrator."),
    UPSTREAM_UNREACHABLE(
            502, "The partner cannot be reached", "Check the partner and its host name; it may pass by itself."),
    UPSTREAM_BLOCKED(
            502,
            "This address may not be called",
            "Allow it under `egress` of the installation if it is meant to be called."),
    MAPPING_FAILED(
            502,
            "The partner's reply does not fit",
            "Compare the reply in the execution with `result` of the endpoint."),
    OVERLOADED(503, "Too much at once", "Wait as long as `Retry-After` says. Nothing was done."),
    STORE_UNAVAILABLE(
            503, "Nothing can be kept right now", "The store does not work: look at its disk. Nothing was done."),
    DRAINING(
            503,
            "The server is stopping",
            "Send it again: another server, or the next one, takes it. Nothing was done."),
    NOT_CONFIGURED(
            503,
            "No configuration has been accepted yet",
            "Mend the documents: `patchbay validate` lists the findings. Nothing was done."),
    UPSTREAM_TIMEOUT(
            504, "The partner did not answer in time", "It may pass by itself; whether it arrived is not known.");

    private static final Map<String, ProblemCode> BY_WORD =
            Arrays.stream(values()).collect(toUnmodifiableMap(ProblemCode::word, code -> code));

    private static final Set<ProblemCode> RETRYABLE = Set.of(
            IN_PROGRESS,
            TOO_MANY_REQUESTS,
            UPSTREAM_UNREACHABLE,
            UPSTREAM_TIMEOUT,
            OVERLOADED,
            STORE_UNAVAILABLE,
            DRAINING,
            NOT_CONFIGURED);

    private final String word;
    private final int status;
    private final String title;
    private final String advice;

    ProblemCode(int status, String title, String advice) {
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    /** The code as it is written. */
    public String word() {
        return word;
    }

    /** Address of the page that explains it; also the {@code type} of the problem. */
    public String page() {
        return "/problems/" + word();
    }

    /** HTTP status that it is answered with. */
    public int status() {
        return status;
    }

    /** What it means, one sentence without a full stop. */
    public String title() {
        return title;
    }

    /** What to do. */
    public String advice() {
        return advice;
    }

    /** True when the same request may succeed later. */
    public boolean retryable() {
        return RETRYABLE.contains(this);
    }

    /** The code of that word. */
    public static Optional<ProblemCode> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The code of a step's failure; the words are the same. */
    public static ProblemCode of(FailureCode failure) {
        return of(failure.word()).orElseThrow();
    }

    /** The code for a refusal that only has a status. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404, 410 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 412 -> STALE_VERSION;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 415 -> UNSUPPORTED_TYPE;
            case 428 -> VERSION_REQUIRED;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> OVERLOADED;
            default -> status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }
}
