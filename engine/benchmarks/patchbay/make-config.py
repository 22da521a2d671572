#!/usr/bin/env python3
"""make-config.py TENANTS.json DIR: the configuration of the benchmark: one template, one installation and an integrator per tenant."""
import json
import os
import sys

TEMPLATE = """\
kind: Template
name: bench-crm
type: CRM
baseUrl: "http://{{integrator.host}}"
parameters:
  - { name: account, type: path }
  - { name: apiKey, type: header, key: X-Api-Key, secret: true }
  - { name: secret, secret: true }
  - { name: clientId }
  - { name: clientSecret, secret: true }
  - { name: accountId }
  - { name: title }
  - { name: owner }
  - { name: region }
  - { name: source }
  - { name: pipeline }
  - { name: locale_ }
  - { name: phone, type: query, from: body.phone }
  - { name: agent, type: query, from: body.agent }
  - { name: call, type: query, from: body.callId }
  - name: signature
    type: md5
    key: X-Signature
    of: "{{integrator.callcenterId}}:{{body.callId}}:{{body.phone}}:{{integrator.secret}}"
  - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
endpoints:
  - name: login
    type: Auth
    url: /oauth/token
    bodyFormat: form
    hardParams: { body: { grant_type: client_credentials } }
    parameters:
      - { name: id, type: body, key: client_id, from: integrator.clientId }
      - { name: password, type: body, key: client_secret, from: integrator.clientSecret }
    responseType: { token: access_token, expiresIn: expires_in }
  - name: findContact
    type: GetData
    trigger: call-start
    url: /crm/{account}/contacts
    parameters: [account, apiKey, phone, agent, call, signature]
    result: { contactId: data.contact.id, name: data.contact.fullName, url: data.contact.links.web }
  - name: findContactWithToken
    type: GetData
    trigger: call-connect
    delivery: wait
    url: /crm/{account}/contacts
    parameters: [account, apiKey, phone, agent, call, signature, token]
    result: { contactId: data.contact.id, name: data.contact.fullName, url: data.contact.links.web }
  - name: saveLog
    type: PostData
    trigger: call-end
    delivery: wait
    url: /crm/{account}/calls
    parameters: [account, apiKey, phone, agent, call, signature]
    body:
      account:
        id: "{{integrator.accountId}}"
        label: "{{integrator.title}}"
        owner: "{{integrator.owner}}"
        region: "{{integrator.region}}"
      call:
        id: { $from: body.callId }
        direction: { $from: body.direction }
        phone: { $from: body.phone }
        agent: { $from: body.agent }
        queue: { $from: body.queue }
        durationSec: { $from: body.durationSec }
        startedAt: { $from: body.startedAt }
        note: { $from: body.note }
      meta:
        source: "{{integrator.source}}"
        pipeline: "{{integrator.pipeline}}"
        locale: "{{integrator.locale_}}"
        event: call-end
        subject: "Call {{body.direction}} {{body.phone}} ({{body.durationSec}}s) by {{body.agent}}"
    result: { contactId: data.contact.id, name: data.contact.fullName, url: data.contact.links.web }
---
kind: Installation
egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
"""


# Names that every integrator has a key of already.
OURS = {"label": "title", "locale": "locale_"}


def integrator(tenant):
    fields = {key: tenant[key] for key in ("apiKey", "secret", "clientId", "clientSecret")}
    fields["account"] = tenant["path"]
    fields.update({OURS.get(key, key): value for key, value in tenant["fields"].items()})
    return {"kind": "Integrator", "name": "i-" + tenant["id"], "template": "bench-crm",
            "callcenterId": tenant["id"], "host": tenant["host"], "fields": fields}


def main(tenants, folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "bench.yaml"), "w", encoding="utf-8") as out:
        out.write(TEMPLATE)
    with open(tenants, encoding="utf-8") as source:
        wanted = json.load(source)
    for begin in range(0, len(wanted), 100):
        with open(os.path.join(folder, f"tenants-{begin:06d}.yaml"), "w", encoding="utf-8") as out:
            for tenant in wanted[begin:begin + 100]:
                out.write("---\n" + json.dumps(integrator(tenant), ensure_ascii=False) + "\n")


main(sys.argv[1], sys.argv[2])
