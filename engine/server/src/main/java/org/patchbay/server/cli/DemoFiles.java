package org.patchbay.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.server.cli.demo.Partners.Ports;

/** The documents of the demonstration: the example of the Gcalls guide with the addresses of pretend partners. */
final class DemoFiles {
    /** The example's documents, as they lie beside this class. */
    static final List<String> EXAMPLE = List.of(
            "templates/acme-crm.yaml",
            "templates/hotline-sms.yaml",
            "integrators/acme-hcm.yaml",
            "integrators/acme-hanoi.yaml");

    private static final String INSTALLATION = """
            # The demonstration's partners are pretended on this machine, so plain http to it is allowed here.
            kind: Installation
            country: VN
            zone: Asia/Ho_Chi_Minh
            egress:
              allowPrivate: [127.0.0.1]
              allowHttp: [127.0.0.1]
            """;
    private static final Pattern CRM = Pattern.compile("(?m)^host: 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SMS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/v2/send");

    private DemoFiles() {}

    /** Documents by path, for partners at these ports. */
    static Map<String, String> documents(Ports ports) {
        var documents = new LinkedHashMap<String, String>();
        documents.put("installation.yaml", INSTALLATION);
        EXAMPLE.forEach(path -> documents.put(path, addressed(text(path), ports)));
        return documents;
    }

    private static String text(String path) {
        var name = "example/" + path;
        try (var stream = DemoFiles.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The tests in the templates are moved with the addresses, so that they still pass. */
    private static String addressed(String text, Ports ports) {
        var crm = "127.0.0.1:" + ports.crm();
        var sms = "127.0.0.1:" + ports.sms();
        return text.replaceFirst("(?m)^(type: (?:CRM|SMS)\\b.*)$", "$1\nbaseUrl: \"http://{{integrator.host}}\"")
                .replace("https://{{integrator.host}}", "http://{{integrator.host}}")
                .replace("https://crm.test", "http://" + crm)
                .replace("https://sms.test", "http://" + sms)
                .replace("https://sms.gateway.example", "http://" + sms)
                .replaceAll("\\bcrm\\.test\\b|\\bcrm\\.acme\\.example\\b|\\bhn\\.acme\\.example:8443\\b", crm)
                .replaceAll("\\bsms\\.test\\b|\\bsms\\.hotline\\.example\\b", sms)
                .replace("${env:ACME_HCM_PASSWORD}", "${secret:acme-hcm-password}")
                .replace("${env:ACME_HCM_API_KEY}", "${secret:acme-hcm-api-key}")
                .replace("${env:ACME_HANOI_PASSWORD}", "${secret:acme-hanoi-password}")
                .replace("${env:ACME_HANOI_API_KEY}", "${secret:acme-hanoi-api-key}");
    }

    /** Where the documents of an earlier demonstration expect the partners; empty when there are none. */
    static Optional<Ports> ports(Path config) {
        var crm = first(CRM, config.resolve("integrators/acme-hcm.yaml"));
        var sms = first(SMS, config.resolve("templates/acme-crm.yaml"));
        return crm.isPresent() && sms.isPresent() ? Optional.of(new Ports(crm.get(), sms.get())) : Optional.empty();
    }

    private static Optional<Integer> first(Pattern pattern, Path file) {
        try {
            var found = Files.isReadable(file) ? pattern.matcher(Files.readString(file)) : pattern.matcher("");
            return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** Writes the documents that are not there. */
    static void write(Path config, Ports ports) {
        documents(ports).forEach((path, text) -> {
            try {
                var file = config.resolve(path);
                if (!Files.exists(file)) {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.writeString(file, text);
                }
            } catch (IOException failure) {
                throw Complaint.notSo("the demonstration's documents cannot be written: " + failure.getMessage(), "");
            }
        });
    }
}
