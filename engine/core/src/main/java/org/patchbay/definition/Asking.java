package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the request of an endpoint is made (format reference, section 7.1). */
public record Asking(
        @Doc("HTTP method; GET for GetData, else POST") Optional<Method> method,

        @Doc(
                value = "a path, joined to baseUrl, or a URL whose host is written down; {name} is a path parameter",
                example = "/calls/{logId}")
        TextTemplate url,

        @Doc(value = "names of shared parameters, or own ones", example = "[apiKey, { name: q, type: query }]")
        List<Parameter> parameters,

        @Doc(
                value = "constants, by place or where a parameter of that name goes; they win over everything",
                example = "{ query: { limit: 1 } }")
        Optional<Tree> hardParams,

        @Doc("how type: body is written; sets Content-Type; json, or none without a body")
        Optional<BodyFormat> bodyFormat,

        @Doc(
                value = "body as a tree; body parameters and hard params are laid over it",
                example = "{ to: \"{{body.to}}\", id: { $from: call.id } }")
        Optional<Tree> body,

        @Doc(value = "text of an xml or text body", example = "<n>{{param.to}}</n>")
        Optional<TextTemplate> bodyTemplate,

        @Doc(
                value = "contract of the client body, and the form; checked before any traffic",
                example = "[{ name: subject, label: Subject }]")
        List<Parameter> inputs,

        @Doc("offers the endpoint by name to people and automations")
        Optional<Action> action,

        @Doc("signature, computed after rendering over the exact bytes")
        Optional<SignatureUse> sign,

        @Doc("connect, TLS, headers and body together, within the budget")
        @Default("10s")
        @Range(min = 1, max = 300_000)
        Duration timeout) {
    /** The same request to that address, with these parameters in a body of that format. */
    public Asking to(TextTemplate address, List<Parameter> inputsOfIt, BodyFormat format) {
        return new Asking(
                method,
                address,
                inputsOfIt,
                hardParams,
                Optional.of(format),
                body,
                bodyTemplate,
                inputs,
                action,
                sign,
                timeout);
    }

    /** The same without what stands in its body. */
    public Asking withoutBody() {
        return new Asking(
                method,
                url,
                parameters,
                hardParams,
                bodyFormat,
                Optional.empty(),
                Optional.empty(),
                inputs,
                action,
                sign,
                timeout);
    }

    /** A GET of the address to which a person is sent, signed. */
    public Asking sent(SendTo to) {
        return new Asking(
                Optional.of(Method.GET),
                to.url(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                to.sign(),
                timeout);
    }

    /** A GET of that address with these parameters and nothing else. */
    public Asking page(TextTemplate address, List<Parameter> query) {
        return new Asking(
                Optional.of(Method.GET),
                address,
                query,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                timeout);
    }
}
