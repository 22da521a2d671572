package org.patchbay.render;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;
import org.patchbay.format.Locality;
import org.patchbay.wire.Encoders;
import org.patchbay.wire.Wire;

/** Makes the request of one endpoint from its arguments. Compiled once, thread-safe. */
public final class Renderer {
    private final Method method;
    private final Address address;
    private final BodyPlan body;

    private Renderer(Method method, Address address, BodyPlan body) {
        this.method = method;
        this.address = address;
        this.body = body;
    }

    /**
     * Compiles url, body and the places of the parameters.
     *
     * @param scope names that templates may use, {@code param} among them
     */
    public static Renderer compile(Endpoint endpoint, Template template, Scope scope, Problems problems) {
        var asking = endpoint.request();
        var carried = Carried.of(endpoint, template);
        var constants = HardParams.of(asking.hardParams());
        var holes = new Holes(asking.parameters(), constants, carried);
        NameCheck.of(asking.parameters(), constants, problems);
        return new Renderer(
                asking.method().orElseGet(() -> usual(endpoint)),
                new AddressCompiler(holes, scope, problems).compile(asking.url(), template.baseUrl()),
                new BodyCompiler(endpoint, carried, scope, problems).compile());
    }

    private static Method usual(Endpoint endpoint) {
        return switch (endpoint.type()) {
            case GET_DATA -> Method.GET;
            case AUTH, POST_DATA, SEND_SMS -> Method.POST;
        };
    }

    /**
     * The request, with {@code $format} in the country, zone and language that the integrator's own keys name.
     *
     * @param values with {@code param} filled from the arguments
     * @throws org.patchbay.exchange.Refusal when a value is missing or cannot be put into its place
     */
    public Draft render(List<Argument> arguments, Values values) {
        return render(arguments, values, locality(values));
    }

    /**
     * The request, its origin fixed before anything of the caller's was rendered.
     *
     * @param values with {@code param} filled from the arguments
     * @param locality where the tenant is, for {@code $format}
     * @throws org.patchbay.exchange.Refusal when a value is missing or cannot be put into its place
     */
    public Draft render(List<Argument> arguments, Values values, Locality locality) {
        var base = address.base().find(values);
        var path = address.path(base, arguments, values);
        var query = address.query(base, arguments, values);
        var headers = new ArrayList<Pair>();
        var cookies = new ArrayList<Pair>();
        var inBody = new ArrayList<Argument>();
        for (var argument : arguments) {
            if (argument.isThere() && argument.place().isPresent()) {
                switch (argument.place().get()) {
                    case HEADER -> headers.add(Named.single(argument, Encoders::header));
                    case COOKIE -> cookies.add(Named.single(argument, Encoders::cookie));
                    case QUERY -> Named.listed(argument, query);
                    case BODY -> inBody.add(argument);
                    case PATH -> {}
                }
            }
        }
        var made = body.make(inBody, values, locality);
        contentType(made).filter(_ -> !hasType(headers)).ifPresent(type -> headers.add(new Pair("Content-Type", type)));
        return new Draft(method, base.origin(), path, query, headers, cookies, made);
    }

    private Optional<String> contentType(Body made) {
        return body.contentType().or(() -> Wire.contentType(made));
    }

    private static boolean hasType(List<Pair> headers) {
        for (var header : headers) {
            if (header.name().equalsIgnoreCase("Content-Type")) {
                return true;
            }
        }
        return false;
    }

    private static Locality locality(Values values) {
        var integrator = values.root(Root.INTEGRATOR);
        var country = Scalars.text(integrator.path("country"));
        return new Locality(
                country.isEmpty() ? Optional.empty() : Optional.of(country),
                zone(Scalars.text(integrator.path("zone"))),
                Locale.forLanguageTag(Scalars.text(integrator.path("locale"))));
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
