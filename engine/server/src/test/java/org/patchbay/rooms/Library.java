package org.patchbay.rooms;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which packages a library's name in the table of rooms stands for. */
final class Library {

    private static final List<String> FOR_EVERY_ROOM = List.of(
            "java.",
            "javax.",
            "jdk.management.",
            "com.sun.net.httpserver.",
            "org.jspecify.annotations.",
            "org.slf4j.",
            "com.fasterxml.jackson.core.",
            "com.fasterxml.jackson.databind.");

    private static final Map<String, List<String>> PACKAGES = Map.ofEntries(
            Map.entry("Caffeine", List.of("com.github.benmanes.caffeine.")),
            Map.entry("Commons Codec", List.of("org.apache.commons.codec.")),
            Map.entry("Flyway", List.of("org.flywaydb.")),
            Map.entry("Jackson", List.of("com.fasterxml.jackson.")),
            Map.entry("json-path", List.of("com.jayway.jsonpath.")),
            Map.entry("libphonenumber", List.of("com.google.i18n.phonenumbers.")),
            Map.entry("Logback", List.of("ch.qos.logback.")),
            Map.entry("Micronaut", List.of("io.micronaut.", "jakarta.")),
            Map.entry("Mustache.java", List.of("com.github.mustachejava.")),
            Map.entry("Netty", List.of("io.netty.")),
            Map.entry("picocli", List.of("picocli.")),
            Map.entry("RE2/J", List.of("com.google.re2j.")),
            Map.entry("Reactor", List.of("reactor.", "org.reactivestreams.")),
            Map.entry("snakeyaml-engine", List.of("org.snakeyaml.engine.")),
            Map.entry("SQLite", List.of("org.sqlite.")));

    private Library() {}

    static boolean isKnown(String name) {
        return PACKAGES.containsKey(name);
    }

    /** Whether a room that lists these libraries may use a class of this full name. */
    static boolean allows(List<String> libraries, String className) {
        var listed = libraries.stream().flatMap(name -> PACKAGES.get(name).stream());
        return Stream.concat(FOR_EVERY_ROOM.stream(), listed).anyMatch(className::startsWith);
    }
}
