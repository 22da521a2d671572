package org.patchbay.engine;

import java.util.ArrayList;
import java.util.List;

/** A configuration with a planted secret in every place that holds one. */
record CanaryDocuments(Canaries canaries) {
    private static final String TEMPLATE = """
        kind: Template
        name: crm
        parameters: [PARAMETERS]
        endpoints:
          - name: login
            type: Auth
            url: /login
            parameters: [{ name: password, type: body, from: integrator.loginPassword }, { name: client, type: header, key: Authorization, value: "me:{{integrator.clientSecret}}", format: basic }]
            responseType: { format: json, token: access_token, refreshToken: refresh_token }
            coolDown: 1ms
            failureMessage: message
          - name: session
            type: Auth
            url: /login/session
            parameters: [{ name: key, type: body, value: "${secret:stored}" }]
            responseType: { format: cookie, token: sid }
            coolDown: 1ms
          - name: places
            type: PostData
            trigger: go-places
            delivery: wait
            url: /a
            hardParams: { header: { X-Hard: "${secret:hard}" } }
            parameters:
              - { name: h, type: header, key: X-Api-Key, from: integrator.header }
              - { name: q, type: query, from: integrator.query }
              - { name: b, type: body, key: deep.inside, from: integrator.body }
              - { name: c, type: cookie, from: integrator.cookieValue }
              - { name: a, type: header, key: Authorization, value: "Bearer {{integrator.bearer}}" }
              - { name: n, type: body, from: integrator.number }
              - { name: d, type: body, from: integrator.byDefault }
            failureMessage: message
            result: { id: id }
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
          - name: xml
            type: PostData
            trigger: go-xml
            delivery: wait
            url: /x
            bodyFormat: xml
            body: { a: { d: "${secret:inBody}", b: "{{integrator.xmlText}}", "@c": "{{integrator.lines}}" } }
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
            outcomes: [{ when: { status: 403 }, is: reauth, message: "{{body.message}}" }]
            sign:
              values:
                time: { now: epoch }
                who: { base64: "me:{{integrator.encoded}}" }
                mac: { hmacSha256: "{{request.url}}{{time}}{{request.body}}{{integrator.rotated}}", key: "{{integrator.hmacKey}}" }
                token: { jwt: { sub: "{{integrator.claim}}", iat: { $from: time } }, key: "${secret:tokenKey}" }
              carry: { header.X-Who: "{{who}}", header.X-Sign: "{{mac}}", header.X-Token: "{{token}}" }
          - name: tokens
            type: GetData
            trigger: go-tokens
            delivery: wait
            url: /t
            parameters: [{ name: t, type: query, key: accesstoken, value: "{{auth.login}}" }, { name: s, type: cookie, key: sid, value: "{{auth.session}}" }]
            failureMessage: message
          - name: later
            type: PostData
            trigger: go-later
            url: /l
            delivery: background
            retry: { schedule: [1ms, 1ms], within: 1m }
            idempotent: true
            parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }, { name: t, type: header, key: Authorization, value: "Bearer {{auth.login}}" }]
            failureMessage: message
        ---
        { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { FIELDS } }
        """;

    String text() {
        var fields = new ArrayList<String>();
        var parameters = new ArrayList<String>();
        field("header", "", fields, parameters);
        field("query", "?&=+ %", fields, parameters);
        field("body", "\\\"'{}", fields, parameters);
        field("cookieValue", "", fields, parameters);
        field("pathPart", " /~", fields, parameters);
        field("formField", " &=é", fields, parameters);
        field("xmlText", "<&>é", fields, parameters);
        field("bearer", "", fields, parameters);
        field("password", ":@/", fields, parameters);
        field("md5Salt", "", fields, parameters);
        field("hmacKey", "", fields, parameters);
        field("encoded", "+/é", fields, parameters);
        field("claim", "", fields, parameters);
        field("lines", "", fields, parameters);
        field("number", "", fields, parameters);
        field("loginPassword", "", fields, parameters);
        field("clientSecret", "", fields, parameters);
        field("inUrl", "", fields, parameters);
        field("inText", "\\\"", fields, parameters);
        parameters.add("{ name: rotated, secret: true }");
        fields.add("rotated: [\"" + canaries.plant("rotated, new", "") + "\", \"" + canaries.plant("rotated, old", "")
                + "\"]");
        parameters.add("{ name: byDefault, secret: true, required: false, default: \"${secret:byDefault}\" }");
        return TEMPLATE.replace("PARAMETERS", String.join(", ", parameters))
                .replace("FIELDS", String.join(", ", fields));
    }

    private void field(String name, String tail, List<String> fields, List<String> parameters) {
        var text = canaries.plant(name, tail);
        parameters.add("{ name: " + name + ", secret: true }");
        fields.add(name + ": '" + text.replace("'", "''") + "'");
    }
}
