package org.patchbay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library on the class path has a licence that lets us use it; the list is left in {@code target/dependencies.md}. */
class LicencesTest {
    private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));

    /** How authors write the licences that we accept, and what those are called (SPDX). Of several, one is enough. */
    private static final Map<Pattern, String> ACCEPTED = accepted();

    private static final Pattern NAME = Pattern.compile("(?s)<license>.*?<name>(.*?)</name>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>(.*?)</parent>");

    private static Map<Pattern, String> accepted() {
        var accepted = new LinkedHashMap<Pattern, String>();
        for (var entry : List.of(
                "apache.*2(\\.0)?|apache[- ]2(\\.0)?|asl.*2=Apache-2.0",
                "\\bmit\\b|bouncy castle=MIT",
                "mit-0|mit no attribution=MIT-0",
                "bsd[- ]?2|simplified bsd|2-clause bsd=BSD-2-Clause",
                "bsd|edl 1\\.0|eclipse distribution license|go license=BSD-3-Clause",
                "eclipse public license.*2|epl[- ]?2(\\.0)?=EPL-2.0",
                "eclipse public license.*1|epl[- ]?1(\\.0)?=EPL-1.0",
                "cc0|public domain=CC0-1.0",
                "lgpl.*2\\.1|lesser general public license.*2\\.1|lgpl-2\\.1=LGPL-2.1-or-later",
                "mozilla public license.*2|mpl[- ]?2(\\.0)?=MPL-2.0",
                "classpath exception|gpl2 w/ cpe|universal foss=GPL-2.0-with-exception",
                "unicode=Unicode-3.0")) {
            var end = entry.lastIndexOf('=');
            accepted.put(Pattern.compile("(?i)" + entry.substring(0, end)), entry.substring(end + 1));
        }
        return accepted;
    }

    private static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("patchbay"))
                .map(Path::of)
                .filter(jar -> Files.exists(pom(jar)))
                .sorted()
                .toList();
    }

    /** Beside each jar of a Maven repository lies what its authors say about it. */
    private static Path pom(Path jar) {
        var version = jar.getParent();
        return version.resolve(version.getParent().getFileName() + "-" + version.getFileName() + ".pom");
    }

    /** Licences of a library, its own or inherited. */
    private static List<String> licences(Path repository, Path pom) throws IOException {
        if (!Files.exists(pom)) {
            return List.of();
        }
        var text = Files.readString(pom);
        var own = NAME.matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        var parent = PARENT.matcher(text).results().map(found -> found.group(1)).findFirst();
        return own.isEmpty() && parent.isPresent() ? licences(repository, place(repository, parent.get())) : own;
    }

    private static Path place(Path repository, String parent) {
        var artifact = value(parent, "artifactId");
        var version = value(parent, "version");
        return repository
                .resolve(value(parent, "groupId").replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
    }

    private static String value(String xml, String name) {
        return xml.replaceFirst("(?s).*<" + name + ">\\s*(.*?)\\s*</" + name + ">.*", "$1");
    }

    private static Path repository(Path jar) {
        var at = jar;
        while (!at.getFileName().toString().equals("repository")) {
            at = Optional.ofNullable(at.getParent()).orElseThrow();
        }
        return at;
    }

    private static Optional<String> known(String licence) {
        return ACCEPTED.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(licence).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Test
    void every_library_has_a_licence_that_lets_us_use_it() throws IOException {
        var report = new TreeMap<String, String>();
        var strange = new TreeMap<String, List<String>>();
        for (var jar : jars()) {
            var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            var licences = licences(repository(jar), pom(jar));
            var good = licences.stream()
                    .flatMap(licence -> known(licence).stream())
                    .distinct()
                    .toList();
            if (good.isEmpty()) {
                strange.put(name, licences);
            }
            report.put(name, String.join(" or ", good));
        }
        write(report);

        assertThat(strange).isEmpty();
        assertThat(report).hasSizeGreaterThan(50);
    }

    private static void write(Map<String, String> report) throws IOException {
        var target = Files.createDirectories(ROOT.resolve("engine/server/target"));
        var text = new StringBuilder("| library | licence |\n|---|---|\n");
        report.forEach((name, licence) ->
                text.append("| ").append(name).append(" | ").append(licence).append(" |\n"));
        Files.writeString(target.resolve("dependencies.md"), text);
    }

    /** Positive control. */
    @Test
    void a_licence_that_is_not_on_the_list_is_told_of() {
        assertThat(known("GNU Affero General Public License v3")).isEmpty();
        assertThat(known("Business Source License 1.1")).isEmpty();
        assertThat(known("Commercial")).isEmpty();
        assertThat(known("The Apache Software License, Version 2.0")).contains("Apache-2.0");
    }
}
