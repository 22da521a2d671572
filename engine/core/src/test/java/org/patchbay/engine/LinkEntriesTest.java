package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.engine.LinkVisit.Opening;
import org.patchbay.engine.LinkVisit.Way;

/** What people enter into a form of every kind of field, and what they are told about it. */
class LinkEntriesTest {
    private static final String KINDS = """
            kind: Template
            name: kinds
            type: Link
            baseUrl: https://desk.example
            parameters:
              - { name: amount, input: number, required: false }
              - { name: mail, input: email, required: false }
              - { name: address, input: url, required: false }
              - { name: day, input: date, required: false }
              - { name: people, input: table, required: false }
              - { name: filter, input: json, required: false }
              - { name: size, options: [small, large], required: false }
              - { name: colors, input: multiselect, options: [red, green], required: false }
              - { name: room, options: { endpoint: rooms, value: id }, required: false }
              - { name: code, pattern: "[a-z]+", required: false }
            link: {}
            endpoints:
              - { name: rooms, type: GetData, url: /rooms, result: { options: "*" } }
              - { name: make, type: PostData, trigger: link-create, url: /links, body: { all: ["{{integrator.amount?}}", "{{integrator.mail?}}", "{{integrator.address?}}", "{{integrator.day?}}",
                  { $from: integrator.people }, { $from: integrator.filter }, "{{integrator.size?}}", { $from: integrator.colors }, "{{integrator.room?}}", "{{integrator.code?}}"] } }
            """;

    private final House house = new House();
    private volatile int rooms = 200;

    @BeforeEach
    void loads() {
        house.answering(_ -> House.reply(rooms, "[{\"id\":\"r1\"},{\"id\":\"r2\"}]"));
        assertThat(house.load(KINDS)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes() {
        house.close();
    }

    private Map<String, String> troubles(Map<String, List<String>> entered) {
        var opening = new Opening(
                "kinds", "CC-1", Optional.of("an"), Optional.empty(), Way.INVITED, Optional.empty(), Optional.empty());
        var pages = house.engine.linkPages();
        var visit = pages.open("kinds", pages.invite(opening).orElseThrow(), Map.of())
                .orElseThrow()
                .visit();
        var troubles = new TreeMap<String, String>();
        pages.form(visit, entered)
                .fields()
                .forEach(field -> field.trouble()
                        .ifPresent(word -> troubles.put(field.parameter().name().text(), word)));
        return troubles;
    }

    @Test
    void what_is_entered_as_it_must_be_is_in_no_trouble() {
        var entered = new HashMap<String, List<String>>();
        entered.put("amount", List.of("12.50"));
        entered.put("mail", List.of("an@acme.example"));
        entered.put("address", List.of("https://acme.example/x"));
        entered.put("day", List.of("2024-02-29"));
        entered.put("people", List.of("an@acme.example: an\n\nbinh: https://b.example"));
        entered.put("filter", List.of("{\"a\":[1]}"));
        entered.put("size", List.of("large"));
        entered.put("colors", List.of("red", "green"));
        entered.put("room", List.of("r2"));
        entered.put("code", List.of("abc"));

        assertThat(troubles(entered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 12x, no-number",
        "mail, acme, no-email",
        "address, ftp://acme.example, no-address",
        "day, 31-12, no-date",
        "day, 2026-02-29, no-date",
        "people, an acme, no-table",
        "people, ': an', no-table",
        "filter, '{', no-json",
        "filter, '{} {}', no-json",
        "size, huge, no-choice",
        "colors, blue, no-choice",
        "room, r3, no-choice",
        "code, ABC, no-match",
    })
    void what_is_not_is_told_where_it_stands(String field, String entered, String trouble) {
        assertThat(troubles(Map.of(field, List.of(entered)))).containsExactly(Map.entry(field, trouble));
    }

    @Test
    void where_the_partner_does_not_tell_the_choices_nothing_is_one() {
        rooms = 503;

        assertThat(troubles(Map.of("room", List.of("r1")))).containsExactly(Map.entry("room", "no-choice"));
    }
}
