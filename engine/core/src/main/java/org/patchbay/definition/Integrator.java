package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One tenant's instance of a template. */
@Doc("one tenant's instance of a template")
public record Integrator(
        At at,
        @Doc("unique among integrators") Name name,

        @Doc(value = "name, or name@version", example = "acme-crm")
        Name template,

        @Doc(value = "ID Callcenter, the tenant", example = "CC-1001")
        String callcenterId,

        @Doc(value = "host or host:port, without https://", example = "crm.acme.example")
        Optional<TextTemplate> host,

        @Doc(value = "a value for each field of the template", example = "{ apiKey: \"${secret:k}\" }")
        Map<String, Tree> fields,

        @Doc("name for people") Optional<Label> label,
        @Doc("what it is for") Optional<Label> description,

        @Doc(value = "country of national phone numbers, ISO 3166", example = "VN")
        Optional<String> country,

        @Doc(value = "zone of dates, IANA", example = "Asia/Ho_Chi_Minh")
        Optional<String> zone,

        @Doc(value = "language, BCP 47", example = "vi") Optional<String> locale,

        @Doc(
                value = "web pages that may call with this call centre's publishable keys",
                example = "[https://phone.acme.example]")
        List<String> allowedOrigins,

        @Doc(value = "starting values of the tick boxes", example = "{ autoTicket: true }")
        Map<String, Boolean> options,

        @Doc("chosen kinds of interaction") List<String> interactionTypes,

        @Doc("laid over the template's, first-level key by key")
        Optional<Tree> iframe,

        @Doc("laid over the template's, first-level key by key")
        Optional<Tree> info,

        @Doc(value = "this tenant's exceptions by endpoint", example = "{ sendSms: { enabled: false } }")
        Map<String, EndpointException> endpoints,

        @Doc(
                value =
                        "limit of background work towards the hosts of this integrator; what an answer waits for goes at once",
                example = "{ perSecond: 5 }")
        Optional<Rate> rate,

        @Doc("false: disabled by configuration") @Default("true")
        boolean enabled,

        @Doc("whose link it is") Optional<String> team,
        @Doc("whose link it is") Optional<String> user)
        implements Document {
    /** What {@code integrator.…} says of every tenant: no field can be called so. */
    public static final Set<String> OWN_WORDS = Set.of(
            "name",
            "callcenterId",
            "host",
            "country",
            "zone",
            "locale",
            "team",
            "user",
            "interactionTypes",
            "label",
            "description",
            "template",
            "enabled",
            "state");

    /** An integrator that no document holds and that has nothing but its name, its template, its call centre and its owner. */
    public static Integrator bare(
            Name name, Name template, String callcenterId, Optional<String> team, Optional<String> user) {
        return new Integrator(
                At.NOWHERE,
                name,
                template,
                callcenterId,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                true,
                team,
                user);
    }

    /** The same integrator with other values of its fields. */
    public Integrator withFields(Map<String, Tree> changed) {
        return new Integrator(
                at,
                name,
                template,
                callcenterId,
                host,
                changed,
                label,
                description,
                country,
                zone,
                locale,
                allowedOrigins,
                options,
                interactionTypes,
                iframe,
                info,
                endpoints,
                rate,
                enabled,
                team,
                user);
    }
}
