package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** What the front-end needs to know about the partner's pages; Gcalls' own keys as they are. */
public record Info(
        At at,

        @Doc(value = "where click-to-call buttons go", example = "{ selectors: [\"a[href^='tel:']\"] }")
        Optional<Tree> clickToCall,

        @Doc("pages and elements that get a button") List<Tooltip> renderTooltip,
        @Doc("tick boxes per agent, the same as options") List<Option> listOptions,

        @Doc("values read from the partner's page, arriving as body.user.<field>")
        List<UserInfo> userInfo,

        @Doc("endpoints run in this order at call-start, each kept as an object of the call")
        List<DataFunction> dataFunction) {
    /** A place for a click-to-call button. */
    public record Tooltip(
            At at,
            @Doc("part of the page's address") String path,
            @Doc("CSS selector") String element) {}

    /** A value read from the partner's page. */
    public record UserInfo(
            At at,
            @Doc("arrives as body.user.<field>") String field,
            @Doc("part of the page's address") String path,
            @Doc("CSS selector") String element) {}

    /** An endpoint run at call-start whose result is kept. */
    public record DataFunction(
            At at,
            @Doc("name under which the result is kept") Name objectName,
            @Doc("endpoint that is run") Name endpoint,
            @Doc("kept as written") Optional<String> templateName) {}
}
