package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one partner system works, for every tenant that uses it. */
@Doc("how a partner system works; tenants use it through integrators")
public record Template(
        At at,

        @Doc(value = "Integration Name, unique among templates", example = "acme-crm")
        Name name,

        @Doc("version of this format") @Default("1") @Range(min = 1, max = 1)
        int patchbay,

        @Doc(value = "name for people", example = "{ en: Forum, vi: Diễn đàn }")
        Optional<Label> label,

        @Doc("what the integration is for") Optional<Label> description,

        @Doc("groups the lists of the portal") @Default("CRM")
        TemplateType type,

        @Doc("pictures and colour") Optional<Branding> branding,

        @Doc(value = "kinds of interaction that contact-view knows", example = "[ticket]")
        List<String> interactionTypes,

        @Doc(value = "put before every url that begins with /", example = "https://api.acme.example/v2")
        @Default("https://{{integrator.host}}")
        TextTemplate baseUrl,

        @Doc(value = "what an integrator's host may be; any public host when absent", example = "[\"*.acme.example\"]")
        List<String> hosts,

        @Doc("shared parameters, and the fields that tenants fill in")
        List<Parameter> parameters,

        @Doc("what endpoints do that do not say it themselves")
        Optional<Defaults> defaults,

        @Doc(
                value = "one tick box per agent, read as options.<name>",
                example = "[{ name: autoTicket, label: Tickets }]")
        List<Option> options,

        @Doc("the calls this integration can make") List<Endpoint> endpoints,
        @Doc("what partners can call") List<Hook> hooks,
        @Doc("signatures of this template by name") Map<String, Signature> signatures,
        @Doc("how a person connects an account") Optional<LinkPage> link,
        @Doc("what the agent sees when a call comes in") Optional<Iframe> iframe,

        @Doc("what the front-end needs to know about the partner's pages")
        Optional<Info> info,

        @Doc(value = "how long a waiting answer may take, by trigger", example = "{ call-start: { hard: 2s } }")
        Map<String, Budget> budgets,

        @Doc("rules for the events of one call") Optional<Calls> calls,

        @Doc("start from another template: keys laid over, lists of named things merged by name")
        Optional<Name> basedOn,

        @Doc("laid under every test") Optional<Tree> testDefaults,
        @Doc("known answers of this template, run offline") List<TestCase> tests,

        @Doc("version of this template") @Default("1") @Range(min = 1, max = 1_000_000)
        int version,

        @Doc("lifecycle state that the document asks for") @Default("active")
        TemplateState state,

        @Doc("call centres that may use it; all when absent")
        List<String> owner,

        @Doc(
                value = "what must hold before it can be published",
                example = "{ template.manifest.callbacks.channelCreation: present }")
        Optional<Condition> publishWhen)
        implements Document {

    /** The endpoint of that name. */
    public Optional<Endpoint> endpoint(String wanted) {
        return endpoints.stream().filter(endpoint -> endpoint.name().is(wanted)).findFirst();
    }

    /** The shared parameter of that name. */
    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().is(wanted))
                .findFirst();
    }

    /** The parameters that each tenant fills in: those without a source. */
    public List<Parameter> fields() {
        return fields(FieldScope.INTEGRATOR);
    }

    /** The parameters without a source that have one value for all tenants. */
    public List<Parameter> shared() {
        return fields(FieldScope.TEMPLATE);
    }

    /** The template and its version, as integrators pin it. */
    public String pinned() {
        return name + "@" + version;
    }

    /** The same in another state. */
    public Template in(TemplateState other) {
        return new Template(
                at,
                name,
                patchbay,
                label,
                description,
                type,
                branding,
                interactionTypes,
                baseUrl,
                hosts,
                parameters,
                defaults,
                options,
                endpoints,
                hooks,
                signatures,
                link,
                iframe,
                info,
                budgets,
                calls,
                basedOn,
                testDefaults,
                tests,
                version,
                other,
                owner,
                publishWhen);
    }

    /** True when a call centre may connect something new: templates that are not published are their owners'. */
    public boolean isOfferedTo(String callCentre) {
        return switch (state) {
            case DRAFT, DEPRECATED, REMOVED -> false;
            case ACTIVE, REVIEW, PUBLISHED -> runsFor(callCentre);
        };
    }

    /** True when what a call centre has connected runs: templates that are not published are their owners'. */
    public boolean runsFor(String callCentre) {
        return switch (state) {
            case DRAFT, REMOVED -> false;
            case ACTIVE, REVIEW -> isOf(callCentre);
            case PUBLISHED, DEPRECATED -> true;
        };
    }

    /** True for its owners; for everybody when it names none. */
    public boolean isOf(String callCentre) {
        return owner.isEmpty() || owner.contains(callCentre);
    }

    private List<Parameter> fields(FieldScope scope) {
        return parameters.stream()
                .filter(parameter -> parameter.isField() && parameter.scope() == scope)
                .toList();
    }
}
