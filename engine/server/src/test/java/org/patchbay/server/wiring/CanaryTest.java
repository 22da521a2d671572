package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Canaries;
import org.patchbay.engine.EverythingLogged;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.CanaryPartner.Manner;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.slf4j.LoggerFactory;

/** Secrets of every kind in a whole server, every way to fail, and a look at everything that comes out (promise 21). */
class CanaryTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final List<String> TRIGGERS = List.of(
            "go-places", "go-form", "go-xml", "go-path", "go-signed", "go-tokens", "go-keys", "go-slow", "go-later");
    private static final Set<String> WHERE_SECRETS_LIVE = Set.of("master.key", "admin.key");

    private final Canaries canaries = new Canaries();
    private final Site site = new Site();
    private final EverythingLogged log;
    private final CanaryPartner partner = new CanaryPartner(canaries);
    private final String code = canaries.plant("authorization code", "");
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> executions = new ArrayList<>();

    CanaryTest() {
        ShippedLog.configure("/logback.xml");
        ROOT.detachAndStopAllAppenders();
        log = EverythingLogged.listen();
    }

    @AfterEach
    void close() {
        log.close();
        ShippedLog.configure("/logback-test.xml");
        site.close();
    }

    @Test
    void no_secret_comes_out_of_a_server_on_any_of_its_ways() throws IOException {
        start();
        for (var manner : Manner.values()) {
            site.crm.answering(asked -> partner.answer(asked, manner));
            fire(manner);
            check(manner);
        }
        connect();
        look();
        misuse();
        commands();
        executions();
        renewSecrets();
        site.stop();
        files();

        assertThat(canaries.kinds()).isGreaterThanOrEqualTo(40);
        assertThat(site.crm.asked().size()).isGreaterThan(100);
        assertThat(log.size()).isGreaterThan(500);
        assertThat(texts.size()).isGreaterThan(100);
        assertThat(canaries.seenIn(everything())).isEmpty();
    }

    /** Positive control: what is not declared a secret is found wherever it shows, and so is a careless line. */
    @Test
    void a_leak_is_found_in_answers_logs_and_files() throws IOException {
        var leak = canaries.plant("leak", "");
        site.write("crm.yaml", Samples.LOOPBACK + """
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters: [{ name: apiKey, type: header, key: X-Api-Key }]
            endpoints:
              - { name: places, type: PostData, trigger: go-places, url: /a, delivery: wait, parameters: [apiKey], failureMessage: message }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s", fields: { apiKey: "%s" } }
            """.formatted(site.crm.host(), leak));
        site.start(Watching.OFF);
        site.crm.answering(asked -> new Replied(422, CanaryPartner.echo(asked)));
        LoggerFactory.getLogger("a.careless.line").trace("calling with {}", leak);

        keep("answer", fired("go-places"));
        executions();
        site.stop();
        files();

        var seen = canaries.seenIn(everything());
        assertThat(seen).anyMatch(line -> line.startsWith("leak as plain in 0 answer"));
        assertThat(seen).anyMatch(line -> line.startsWith("leak as plain in execution"));
        assertThat(seen).contains("leak as plain in log", "leak as plain in file patchbay.db");
    }

    private void start() throws IOException {
        var documents = new CanaryDocuments(canaries, Files.createDirectories(site.directory.resolve("secrets")));
        site.write("crm.yaml", documents.crm(site.crm.host()));
        site.crm.answering(asked -> partner.answer(asked, Manner.ANSWERS));
        site.start(Watching.OFF);
        var kept = canaries.plant("secret of the store", "");
        keep("secret put", site.send("PUT", "/api/v1/secrets/acme-key", site.admin(), "{\"value\":\"" + kept + "\"}"));
        site.write("more.yaml", CanaryDocuments.people(site.crm.host()));
        var reloaded = site.post("/api/v1/config/reload", site.admin(), "");
        assertThat(reloaded.status()).describedAs("%s", reloaded.body()).isEqualTo(200);
        keep("reload", reloaded);
        for (var file : WHERE_SECRETS_LIVE) {
            canaries.plantMade(file, Files.readString(data(file)).strip());
        }
    }

    private Path data(String name) {
        return site.directory.resolve("data").resolve(name);
    }

    private void keep(String name, Site.Answered answered) {
        texts.put(
                texts.size() + " " + name,
                answered.status() + " " + answered.response().headers().map() + " "
                        + answered.response().body());
    }

    private Site.Answered fired(String trigger) {
        var answered =
                site.post("/api/v1/triggers/" + trigger, site.admin(), "{\"callcenterId\":\"CC-1\",\"body\":{}}");
        var execution = answered.body().path("executionId").asText();
        if (!execution.isEmpty()) {
            executions.add(execution);
        }
        return answered;
    }

    private void fire(Manner manner) {
        keep("enable", site.post("/api/v1/integrators/acme/enable", site.admin(), ""));
        for (var trigger : TRIGGERS) {
            keep(trigger + " to a partner that " + manner, fired(trigger));
            keep(
                    "dry run of " + trigger,
                    site.post(
                            "/api/v1/triggers/" + trigger + "?dryRun=true",
                            site.admin(),
                            "{\"callcenterId\":\"CC-1\",\"body\":{}}"));
        }
    }

    private void check(Manner manner) {
        var passing = canaries.plant("passing field, " + manner, "");
        keep(
                "check",
                site.post(
                        "/api/v1/integrators/acme/check",
                        site.admin(),
                        "{\"fields\":{\"passing\":\"" + passing + "\"}}"));
    }

    private void connect() {
        site.crm.answering(asked -> partner.answer(asked, Manner.ANSWERS));
        var said = site.post("/api/v1/integrators/person/reconnect", site.admin(), "");
        var link = URI.create(said.body().path("url").asText()).getPath();
        canaries.plantMade("ticket", link.substring(link.lastIndexOf('/') + 1));
        var way = site.get(link, "");
        var cookie = way.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        canaries.plantMade("cookie of a visitor", cookie.split("=", 2)[1]);
        var state = way.header("Location").orElseThrow().replaceFirst(".*[?&]state=([^&]+).*", "$1");
        keep("a stranger comes back", site.get("/oauth/callback?state=" + state + "x&code=" + code, ""));
        keep("a person comes back", site.get("/oauth/callback?state=" + state + "&code=" + code, "", "Cookie", cookie));
        keep("person", site.get("/api/v1/integrators/person", site.admin()));
        keep("disconnect", site.post("/api/v1/integrators/person/disconnect", site.admin(), ""));
    }

    private void look() {
        for (var path : List.of(
                "/api/v1/integrators",
                "/api/v1/integrators/acme",
                "/api/v1/integrators/acme/info",
                "/api/v1/templates",
                "/api/v1/templates/crm",
                "/api/v1/config",
                "/api/v1/revisions",
                "/api/v1/revisions/1",
                "/api/v1/revisions/1/diff/2",
                "/api/v1/secrets",
                "/api/v1/keys",
                "/api/v1/executions",
                "/api/v1/executions?dead=true",
                "/health/liveness",
                "/health/readiness",
                "/info",
                "/prometheus",
                "/schema.json",
                "/problems")) {
            keep(path, site.get(path, site.admin()));
        }
    }

    /** What people get wrong, with secrets in it. */
    private void misuse() {
        var typed = canaries.plant("typed into a broken document", "");
        for (var broken : List.of(
                "fields: { apiKey: \\\"" + typed + "\\\", other: [ }",
                "fields: { apiKey: " + typed + ": x }",
                "fields: { apiKei: \\\"" + typed + "\\\" }")) {
            keep(
                    "validate",
                    site.post(
                            "/api/v1/config/validate",
                            site.admin(),
                            "{\"x.yaml\":\"kind: Integrator\\nname: x\\ntemplate: crm\\ncallcenterId: CC-1\\n" + broken
                                    + "\\n\"}"));
        }
        var wrong = canaries.plant("wrong key of a caller", "");
        keep("wrong key", site.get("/api/v1/executions", "ak_" + wrong));
        keep("wrong key in a query", site.get("/api/v1/executions?key=" + wrong, ""));
        var secret = canaries.plantMade("key of a caller", site.secretKey("CC-1"));
        keep("foreign", site.get("/api/v1/integrators/nobody", secret));
        keep(
                "viewer",
                site.post(
                        "/api/v1/config/reload",
                        canaries.plantMade("key of a viewer", site.adminKey(Role.VIEWER)),
                        ""));
        keep("broken body", site.post("/api/v1/triggers/go-places", secret, "{\"body\":{\"a\":"));
        var unkept = canaries.plant("value of a secret with a wrong name", "");
        keep("wrong name", site.send("PUT", "/api/v1/secrets/a%20b", site.admin(), "{\"value\":\"" + unkept + "\"}"));
        keep("wrong shape", site.send("PUT", "/api/v1/secrets/ab", site.admin(), "{\"valu\":\"" + unkept + "\"}"));
    }

    private void commands() {
        var url = site.server().address().toString();
        var documents = site.documents().toString();
        for (var command : List.of(
                List.of("executions", "list", "--server", url),
                List.of("executions", "list", "--dead", "--server", url),
                List.of("executions", "list", "--json", "--server", url),
                List.of("executions", "show", executions.getFirst(), "--server", url),
                List.of("executions", "curl", executions.getFirst(), "--server", url),
                List.of("integrators", "list", "--server", url),
                List.of("integrators", "show", "acme", "--server", url),
                List.of("integrators", "check", "acme", "--server", url),
                List.of("revisions", "list", "--server", url),
                List.of("revisions", "show", "1", "--server", url),
                List.of("revisions", "diff", "1", "2", "--server", url),
                List.of("secret", "list", "--server", url),
                List.of("key", "list", "--server", url),
                List.of("validate", documents),
                List.of("test", documents),
                List.of("trigger", "go-places", "-i", "acme", "--dry-run", "--server", url))) {
            texts.put(texts.size() + " " + command, run(command));
        }
    }

    private String run(List<String> command) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                print,
                print,
                Map.of("PATCHBAY_KEY", site.admin(), "PATCHBAY_DATA", data("").toString()),
                site.directory,
                ZoneOffset.UTC,
                Look.PIPED);
        var exit = Cli.run(new ServerEquipment(), terminal, command.toArray(String[]::new));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    private void executions() {
        for (var execution : executions) {
            texts.put("execution " + execution, site.over(execution).toString());
            keep("curl", site.get("/api/v1/executions/" + execution + "/curl", site.admin()));
        }
    }

    /** What was replaced is as secret as what replaces it. */
    private void renewSecrets() {
        var fresh = canaries.plant("secret that replaces another", "");
        site.server().engine().tools().store().secrets().put("acme-key", Secret.of(fresh), Instant.now());
        keep("reload", site.post("/api/v1/config/reload", site.admin(), ""));
        keep("go-later", fired("go-later"));
    }

    private void files() throws IOException {
        try (var files = Files.walk(site.directory.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (!WHERE_SECRETS_LIVE.contains(name)) {
                    texts.put("file " + name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private Map<String, String> everything() {
        var all = new LinkedHashMap<>(texts);
        all.put("log", log.text());
        all.put("said", String.join("\n", site.said));
        Thread.getAllStackTraces().keySet().forEach(thread -> all.put("thread " + thread.threadId(), thread.getName()));
        return all;
    }
}
