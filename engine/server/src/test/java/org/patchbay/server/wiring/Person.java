package org.patchbay.server.wiring;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A person with a browser on a link page, who follows addresses and fills in forms. */
final class Person {
    private final Site site;
    private final String page;
    private final String cookie;

    private Person(Site site, String page, String cookie) {
        this.site = site;
        this.page = page;
        this.cookie = cookie;
    }

    /** Who is invited to connect: the body is that of {@code POST /links/{template}}. */
    static Person invited(Site site, String key, String template, String body) {
        var address = URI.create(site.post("/api/v1/links/" + template, key, body)
                .body()
                .path("url")
                .asText());
        return at(site, address.getPath() + "?" + address.getRawQuery());
    }

    /** Who opens an address of a link page. */
    static Person at(Site site, String address) {
        var opened = site.get(address, "");
        var form = opened.header("Location").orElseThrow(() -> new AssertionError(opened.response()));
        var cookie = opened.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new Person(site, form.replace("/form", ""), cookie);
    }

    Site.Answered look(String... headers) {
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Cookie";
        all[headers.length + 1] = cookie;
        return site.get(page + "/form", "", all);
    }

    Site.Answered submit(String form) {
        return post(page, form);
    }

    Site.Answered cancel() {
        return post(page + "/cancel", "action=cancel");
    }

    private Site.Answered post(String path, String form) {
        return site.send("POST", path, "", form, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Goes to the partner, is sent back with that code, and stands before the form again. The partner's page with its query. */
    URI agree(String code) {
        var sent = post(page + "/authorize", "action=go");
        var partner = URI.create(sent.header("Location").orElseThrow(() -> new AssertionError(sent.response())));
        var visitor = sent.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        site.get("/oauth/callback?code=" + code + "&state=" + query(partner).get("state"), "", "Cookie", visitor);
        return partner;
    }

    static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
