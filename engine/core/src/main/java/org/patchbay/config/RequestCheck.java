package org.patchbay.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.BodyFormat;
import org.patchbay.definition.Defaults;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Method;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Retry;
import org.patchbay.definition.Signature;
import org.patchbay.definition.SignatureUse;
import org.patchbay.definition.Template;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/** Finds requests that contradict themselves (PB310, PB401, PB408). */
final class RequestCheck implements Check {
    private static final Pattern TAG = Pattern.compile("\\{\\{[^}]{0,500}}}");
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.-]*)}");
    private static final String IN_PATH = "path.";
    private static final Pattern CAUSE = Pattern.compile("timeout|connect|[1-5]xx|[1-5][0-9][0-9]");
    private static final Set<String> MAY_HAVE_ARRIVED = Set.of("timeout", "408", "5xx", "500", "502", "504");

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            var signatures = SignatureCheck.known(all, bound);
            bound.value().map(Template::endpoints).stream()
                    .flatMap(List::stream)
                    .forEach(endpoint -> {
                        if (all.isClean(bound, endpoint.at())) {
                            pathParameters(endpoint, signatures, problems);
                            withoutHole(endpoint, shared(bound), problems);
                        }
                        bodies(endpoint, problems);
                        repeats(
                                endpoint,
                                bound.value().flatMap(Template::defaults).flatMap(Defaults::retry),
                                problems);
                    });
        }
    }

    private static void pathParameters(Endpoint endpoint, Map<String, Signature> signatures, Problems problems) {
        var url = endpoint.request().url();
        var found = PATH_PARAMETER.matcher(
                TAG.matcher(url.text()).replaceAll(tag -> "_".repeat(tag.group().length())));
        var known = pathKeys(endpoint);
        endpoint.request().sign().ifPresent(use -> known.addAll(carried(use, signatures)));
        while (found.find()) {
            var name = found.group(1);
            if (!known.contains(name)) {
                problems.add(
                        "PB310",
                        url.at().within(found.start(), found.group().length()),
                        "no path parameter called `" + name + "`",
                        "nothing to put here",
                        Nearest.to(name, known)
                                .map(near -> "did you mean `{" + near + "}`?")
                                .orElse("add `{ name: " + name
                                        + ", type: path }` to the parameters; a tag is written {{…}}"));
            }
        }
    }

    private static Set<String> pathKeys(Endpoint endpoint) {
        var keys = new LinkedHashSet<String>();
        for (var parameter : endpoint.request().parameters()) {
            var place = parameter
                    .type()
                    .filter(type -> type != ParameterType.MD5)
                    .map(Enum::name)
                    .orElse(parameter.in().name());
            if (parameter.type().isPresent() && place.equals("PATH")) {
                keys.add(parameter.wireName());
                keys.add(parameter.name().text());
            }
        }
        if (endpoint.request().hardParams().orElse(Tree.text("")) instanceof Tree.Entries hard) {
            hard.entries().forEach((key, entry) -> {
                if (key.equals("path") && entry.value() instanceof Tree.Entries path) {
                    keys.addAll(path.entries().keySet());
                }
            });
        }
        return keys;
    }

    /** Names of the parameters that go with every endpoint, into whatever of them its url has. */
    private static List<String> shared(Bound<Template> bound) {
        return bound.value().flatMap(Template::defaults).map(Defaults::parameters).orElse(List.of()).stream()
                .map(parameter -> parameter.name().text())
                .toList();
    }

    private static void withoutHole(Endpoint endpoint, List<String> shared, Problems problems) {
        var url = endpoint.request().url().text();
        for (var parameter : endpoint.request().parameters()) {
            if (parameter.type().equals(Optional.of(ParameterType.PATH))
                    && !shared.contains(parameter.name().text())
                    && !url.contains("{" + parameter.wireName() + "}")
                    && !url.contains("{" + parameter.name() + "}")) {
                problems.add(
                        "PB310",
                        parameter.name().at(),
                        "`" + parameter.name() + "` goes into the path, and the url has no `{" + parameter.wireName()
                                + "}`",
                        "it would go nowhere",
                        "for example url: " + url.replaceFirst("/?$", "") + "/{" + parameter.wireName() + "}");
            }
        }
    }

    /** Parts of the path that a signature fills. */
    private static List<String> carried(SignatureUse use, Map<String, Signature> signatures) {
        var named = use.use().map(Name::text).map(signatures::get).map(Signature::carry);
        var carry = use.carry().isEmpty() ? named.orElse(Map.of()) : use.carry();
        return carry.keySet().stream()
                .filter(place -> place.startsWith(IN_PATH))
                .map(place -> place.substring(IN_PATH.length()))
                .toList();
    }

    private static void bodies(Endpoint endpoint, Problems problems) {
        var request = endpoint.request();
        var template = request.bodyTemplate();
        var bodyParameter = request.parameters().stream()
                .filter(parameter -> parameter
                        .type()
                        .filter(type -> type == ParameterType.BODY)
                        .isPresent())
                .findFirst();
        if (template.isPresent() && request.body().isPresent()) {
            twoBodies(problems, template.get().at(), "`body` stands beside `bodyTemplate`", "keep one of them");
        } else if (template.isPresent() && bodyParameter.isPresent()) {
            twoBodies(
                    problems,
                    bodyParameter.get().at(),
                    "`" + bodyParameter.get().name() + "` goes into a body that `bodyTemplate` already is",
                    "leave `type` out and write {{param." + bodyParameter.get().name() + "}} in the template");
        }
        var hasBody = template.isPresent() || request.body().isPresent();
        if (hasBody
                && request.bodyFormat()
                        .filter(format -> format == BodyFormat.NONE)
                        .isPresent()) {
            var at = template.map(TextTemplate::at)
                    .orElseGet(() -> request.body().map(Tree::at).orElse(endpoint.at()));
            twoBodies(problems, at, "a body and `bodyFormat: none`", "keep one of them");
        }
    }

    private static void twoBodies(Problems problems, At at, String text, String help) {
        problems.add("PB401", at, text, help);
    }

    private static void repeats(Endpoint endpoint, Optional<Retry> shared, Problems problems) {
        var delivery = endpoint.delivery();
        delivery.retry().stream()
                .flatMap(retry -> retry.causes().stream())
                .filter(cause -> !CAUSE.matcher(cause).matches())
                .forEach(cause -> problems.add(
                        "PB203",
                        delivery.retry().map(Retry::at).orElse(endpoint.at()),
                        "unknown word `" + cause + "` for `causes`",
                        "timeout, connect, a status such as 429, or a class such as 5xx",
                        ""));
        if (delivery.idempotencyKey().isPresent()) {
            return;
        }
        if (endpoint.type() == EndpointType.SEND_SMS && delivery.idempotent().orElse(false)) {
            notTwice(endpoint, endpoint.name().at(), "`idempotent: true`", problems);
        }
        var own = delivery.retry()
                .filter(retry ->
                        shared.map(Retry::at).filter(retry.at()::equals).isEmpty());
        if (!mayRepeat(endpoint) && own.isPresent()) {
            own.get().causes().stream()
                    .filter(MAY_HAVE_ARRIVED::contains)
                    .findFirst()
                    .ifPresent(cause -> notTwice(endpoint, own.get().at(), "`causes` with " + cause, problems));
        }
    }

    private static void notTwice(Endpoint endpoint, At at, String what, Problems problems) {
        problems.add(
                "PB408",
                at,
                what + " would send `" + endpoint.name() + "` again when the first may have arrived",
                "",
                endpoint.type() == EndpointType.SEND_SMS
                        ? "an SMS is never sent twice; `idempotencyKey: header.…` if the gateway knows one"
                        : "write `idempotent: true` if twice does no harm, or `idempotencyKey: header.…`");
    }

    private static boolean mayRepeat(Endpoint endpoint) {
        var method =
                endpoint.request().method().orElse(endpoint.type() == EndpointType.GET_DATA ? Method.GET : Method.POST);
        return endpoint.type() != EndpointType.SEND_SMS
                && endpoint.delivery()
                        .idempotent()
                        .orElse(method.isIdempotent()
                                || endpoint.type() == EndpointType.GET_DATA
                                || endpoint.type() == EndpointType.AUTH);
    }
}
