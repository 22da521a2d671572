package org.patchbay.server.wiring;

/** Documents of the tests. */
final class Samples {
    private Samples() {}

    /** An installation that may call this machine. */
    static final String LOOPBACK = """
            kind: Installation
            country: VN
            egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
            ---
            """;

    /** A CRM with two call centres: acme belongs to CC-1, beta to CC-2. */
    static String crm(String host) {
        return LOOPBACK + """
            kind: Template
            name: crm
            label: A CRM
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: apiKey, label: API key, type: header, key: X-Api-Key, secret: true }
              - { name: token, required: false, secret: true }
              - { name: region, required: false }
            options: [{ name: autoTicket, label: { en: Tickets, vi: Phiếu }, default: true }]
            endpoints:
              - name: findContact
                type: GetData
                trigger: call-start
                timeout: 3s
                url: /contacts
                parameters: [apiKey, { name: phone, type: query, from: body.phone, format: e164 }]
                result: { id: id, name: name, score: { path: score, default: 0 } }
              - name: saveLog
                type: PostData
                trigger: call-end
                url: /calls
                parameters: [apiKey]
                body: { call: { $from: body.callId }, seconds: { $from: body.duration } }
              - name: createTicket
                type: PostData
                trigger: ticket-create
                url: /tickets
                inputs: [{ name: subject, label: Subject }, { name: priority, required: false, options: [low, high] }]
                parameters: [apiKey, { name: subject, type: body }]
                result: { ticketId: id }
              - name: findParcel
                type: GetData
                trigger: parcel-lost
                delivery: wait
                url: /parcels
                parameters: [apiKey]
              - name: writeNote
                type: PostData
                trigger: action
                action: { display: write a note, description: Writes a note into the CRM }
                timeout: 2s
                url: /notes
                inputs: [{ name: text, label: Text }]
                parameters: [apiKey, { name: text, type: body, from: body.data.text }]
                result: { message: message, external_id: id }
              - name: closeTicket
                type: PostData
                trigger: action
                action: { display: close a ticket }
                url: /tickets/close
                parameters: [apiKey]
            iframe: { title: "{{result.findContact.name}}", empty: { title: "Nobody known at {{body.phone}}" } }
            info:
              renderTooltip: [{ path: /contacts, element: .phone }]
              userInfo: [{ field: ticket, path: /tickets, element: "#id" }]
            ---
            kind: Integrator
            name: acme
            template: crm
            callcenterId: CC-1
            host: HOST
            locale: vi
            allowedOrigins: [https://phone.acme.example]
            fields: { apiKey: key-of-acme, region: south }
            ---
            kind: Integrator
            name: beta
            template: crm
            callcenterId: CC-2
            host: HOST
            fields: { apiKey: key-of-beta }
            """.replace("HOST", host);
    }
}
