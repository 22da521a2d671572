package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a person connects an account: the page at {@code /link/<template>}. */
@Doc("how a person connects an account: the page at /link/<template>")
public record LinkPage(
        At at,

        @Doc("whose settings page shows the link") @Default("callcenter")
        LinkScope scope,

        @Doc("Auth endpoint by which the person agrees; the only one that needs a person when absent")
        Optional<Name> auth,

        @Doc(value = "fields that are asked for, in order; all of the form when absent", example = "[org, repo]")
        List<Name> form,

        @Doc(
                value = "query parameters that the page is opened with, read as link.<name> and never kept",
                example = "{ token: jwt }")
        Map<String, Received> receives,

        @Doc(
                value = "an integrator for which all of these are equal is connected again",
                example = "{ integrator.networkId: link.token.networkId }")
        Map<String, PathText> identity,

        @Doc("several integrators from one authorization") Optional<Creates> creates,

        @Doc(
                value = "the person is sent there instead of to a form",
                example = "{ url: \"{{template.manifest.callbacks.channelCreation}}\", sign: creation }")
        Optional<SendTo> sendTo,

        @Doc(
                value = "the same for an integrator that is connected again; sendTo when absent",
                example = "{ url: \"{{template.manifest.callbacks.channelReactivation}}\", sign: reactivation }")
        Optional<SendTo> sendAgainTo,

        @Doc("short name of a link in lists; the template's label when absent")
        Optional<TextTemplate> shortName,

        @Doc(value = "one line about a link", example = "\"Commits of {{integrator.repo}}\"")
        Optional<TextTemplate> summary,

        @Doc("where the person goes afterwards; a page that says so when absent")
        Optional<TextTemplate> returnTo,

        @Doc(value = "hosts that returnTo may have", example = "[\"*.acme.example\"]")
        List<String> returnHosts) {}
