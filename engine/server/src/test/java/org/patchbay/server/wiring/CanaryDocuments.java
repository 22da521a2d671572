package org.patchbay.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.engine.Canaries;

/** Documents with a planted secret of every kind; the secrets are in files of a directory. */
record CanaryDocuments(Canaries canaries, Path directory) {
    private static final String TEMPLATE = """
        kind: Installation
        egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
        ---
        kind: Template
        name: crm
        baseUrl: "http://{{integrator.host}}"
        parameters: [PARAMETERS]
        defaults: { timeout: 2s }
        endpoints:
          - name: user
            type: Auth
            grant: password
            url: /login/user
            client: { id: phone }
            coolDown: 1ms
            parameters: [{ name: username, type: body, value: me }, { name: password, type: body, from: integrator.userPassword }]
            failureMessage: message
          - name: machine
            type: Auth
            grant: client_credentials
            url: /login/machine
            client: { id: phone, secret: "{{integrator.clientSecret}}", auth: basic }
            coolDown: 1ms
            failureMessage: message
          - name: post
            type: Auth
            grant: client_credentials
            url: /login/post
            client: { id: phone, secret: "{{integrator.postSecret}}" }
            coolDown: 1ms
            parameters: [{ name: loginHeader, type: header, key: X-Login }]
            failureMessage: message
          - name: jwt
            type: Auth
            grant: client_credentials
            url: /login/jwt
            client: { id: phone }
            coolDown: 1ms
            sign: { values: { until: { now: epoch, plus: 60s }, token: { jwt: { sub: phone, exp: { $from: until } }, key: "{{integrator.jwtSecret}}" } }, carry: { body.client_assertion: "{{token}}" } }
          - name: places
            type: PostData
            trigger: [go-places, auth-check]
            delivery: wait
            url: /a
            hardParams: { header: { X-Hard: "HARD" } }
            parameters:
              - { name: h, type: header, key: X-Api-Key, from: integrator.header }
              - { name: q, type: query, from: integrator.query }
              - { name: b, type: body, key: deep.inside, from: integrator.bodyValue }
              - { name: j, type: body, key: part, value: "a{{integrator.jsonPart}}b" }
              - { name: c, type: cookie, from: integrator.cookieValue }
              - { name: a, type: header, key: Authorization, value: "Bearer {{integrator.bearer}}" }
              - { name: n, type: body, from: integrator.number }
              - { name: d, type: body, from: integrator.byDefault }
              - { name: p, type: body, from: integrator.passing, required: false }
            failureMessage: message
            result: { id: id }
            outcomes: [{ when: { status: 422 }, is: fail, message: "{{body.message}}" }]
          - name: form
            type: PostData
            trigger: go-form
            delivery: wait
            url: /f
            bodyFormat: form
            parameters:
              - { name: f, type: body, from: integrator.formField }
              - { name: p, type: header, key: Authorization, value: "me:{{integrator.password}}", format: basic }
              - { name: m, type: md5, of: "{{param.f}}{{integrator.md5Salt}}" }
            failureMessage: message
          - { name: xml, type: PostData, trigger: go-xml, delivery: wait, url: /x, bodyFormat: xml, body: { a: { d: "IN_BODY", b: "{{integrator.xmlText}}" } } }
          - name: path
            type: GetData
            trigger: go-path
            delivery: wait
            url: "/p/{part}/{{integrator.inUrl}}"
            parameters: [{ name: part, type: path, from: integrator.pathPart }]
            failureMessage: message
          - name: signed
            type: PostData
            trigger: go-signed
            delivery: wait
            url: /s
            bodyFormat: text
            bodyTemplate: "say {{integrator.inText}}"
            failureMessage: message
            sign:
              values:
                time: { now: epoch }
                who: { base64: "me:{{integrator.joined}}" }
                mac: { hmacSha256: "{{request.url}}{{time}}{{request.body}}{{integrator.rotated}}", key: "{{integrator.hmacKey}}" }
                sum: { sha256: "{{integrator.digested}}{{time}}" }
                token: { jwt: { sub: "{{integrator.claim}}", iat: { $from: time } }, key: "{{integrator.hmacKey}}" }
              carry: { header.X-Who: "{{who}}", header.X-Sign: "{{mac}}", header.X-Sum: "{{sum}}", header.X-Token: "{{token}}" }
          - name: tokens
            type: GetData
            trigger: go-tokens
            delivery: wait
            url: /t
            parameters:
              - { name: t, type: query, key: accesstoken, value: "{{auth.user}}" }
              - { name: m, type: header, key: X-Machine, value: "{{auth.machine}}" }
              - { name: p, type: cookie, key: sid, value: "{{auth.post}}" }
              - { name: j, type: header, key: X-Jwt, value: "{{auth.jwt}}" }
            failureMessage: message
          - name: keys
            type: GetData
            trigger: go-keys
            delivery: wait
            url: /k
            parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }]
            result: { key: message }
            store: { stored: key }
            failureMessage: message
          - { name: slow, type: GetData, trigger: go-slow, delivery: wait, timeout: 50ms, url: /slow, parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }] }
          - name: later
            type: PostData
            trigger: go-later
            url: /l
            delivery: background
            retry: { schedule: [1ms, 1ms], within: 1m }
            idempotent: true
            parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }, { name: t, type: header, key: Authorization, value: "Bearer {{auth.user}}" }]
            failureMessage: message
        ---
        { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "HOST", fields: { FIELDS } }
        """;
    private static final String MORE = """
        kind: Template
        name: people
        baseUrl: "http://{{integrator.host}}"
        parameters:
          - { name: token, type: header, key: Authorization, value: "Bearer {{auth.person}}" }
          - { name: kept, secret: true }
        endpoints:
          - name: person
            type: Auth
            grant: authorization_code
            authorizeUrl: /authorize
            url: /login/person
            revokeUrl: /revoke
            client: { id: phone, secret: "{{integrator.kept}}" }
            failureMessage: message
          - { name: me, type: GetData, trigger: auth-check, url: /me, parameters: [token], failureMessage: message }
        ---
        { kind: Integrator, name: person, template: people, callcenterId: CC-1, host: "HOST", fields: { kept: "${secret:acme-key}" } }
        """;

    /** A template that uses all of them, and its integrator. */
    String crm(String host) throws IOException {
        var fields = new ArrayList<String>();
        var parameters = new ArrayList<String>();
        for (var kind : List.of(
                "header",
                "query",
                "bodyValue",
                "cookieValue",
                "pathPart",
                "formField",
                "xmlText",
                "bearer",
                "password",
                "md5Salt",
                "hmacKey",
                "claim",
                "digested",
                "number",
                "inUrl",
                "inText",
                "userPassword",
                "clientSecret",
                "postSecret",
                "personSecret",
                "jwtSecret",
                "loginHeader",
                "jsonPart",
                "joined")) {
            fields.add(kind + ": \"" + inFile(kind, tail(kind)) + "\"");
            parameters.add("{ name: " + kind + ", secret: true }");
        }
        fields.add("rotated: [\"" + inFile("rotated, new", "") + "\", \"" + inFile("rotated, old", "") + "\"]");
        parameters.add("{ name: rotated, secret: true }");
        parameters.add(
                "{ name: byDefault, secret: true, required: false, default: \"" + inFile("default", "") + "\" }");
        parameters.add("{ name: stored, secret: true, required: false, filledBy: store }");
        parameters.add("{ name: passing, secret: true, required: false, stored: false }");
        return TEMPLATE.replace("PARAMETERS", String.join(", ", parameters))
                .replace("HARD", inFile("hard param", ""))
                .replace("IN_BODY", inFile("body of the template", "&'"))
                .replace("FIELDS", String.join(", ", fields))
                .replace("HOST", host);
    }

    /** A template of people who agree, with a secret of the store. */
    static String people(String host) {
        return MORE.replace("HOST", host);
    }

    private static String tail(String kind) {
        return switch (kind) {
            case "query" -> "?&=+ %";
            case "bodyValue", "inText" -> "'{}";
            case "pathPart" -> " ~";
            case "formField" -> " &=é";
            case "xmlText" -> "<&>é";
            case "password", "clientSecret" -> ":@+é";
            default -> "";
        };
    }

    /** Where a document finds a secret that is planted in a file. */
    private String inFile(String kind, String tail) throws IOException {
        var file = directory.resolve("s" + canaries.kinds());
        Files.writeString(file, canaries.plant(kind, tail));
        return "${file:" + file + "}";
    }
}
