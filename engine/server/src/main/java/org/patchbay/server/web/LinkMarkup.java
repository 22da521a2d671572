package org.patchbay.server.web;

import org.patchbay.server.http.Html;

/** Pages for people: they work without scripts, at 360 pixels, in light and dark. */
final class LinkMarkup {
    /** Nothing but this page's own style and its form. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self' https: http://localhost:*"
                    + " http://127.0.0.1:*; frame-ancestors 'none'; base-uri 'none'";

    static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1a1c1e;--paper:#fff;--line:#74777f;--soft:#f0f2f5;--bad:#b3261e;--act:#0b57d0;--on:#fff}
            @media(prefers-color-scheme:dark){:root{--ink:#e3e2e6;--paper:#16181b;--line:#8e9099;--soft:#23262b;--bad:#ffb4ab;--act:#a8c7fa;--on:#062e6f}}
            *{box-sizing:border-box}
            body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--soft)}
            main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem;background:var(--paper);min-height:100vh}
            h1{font-size:1.4rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
            .f{margin:0 0 1.1rem}
            output{display:block}
            label,legend{display:block;font-weight:600;overflow-wrap:anywhere}
            .c label{display:flex;gap:.6rem;align-items:center;min-height:2rem;font-weight:400}
            .h{color:inherit;opacity:.8;font-size:.9rem;font-weight:400}
            .b{color:var(--bad);font-weight:600}
            input,select,textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.4rem;padding:.55rem .6rem;min-height:2.75rem}
            input[type=checkbox]{width:1.3rem;height:1.3rem;min-height:0;flex:none}
            fieldset{border:1px solid var(--line);border-radius:.4rem;margin:0;padding:.6rem}
            .a{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:1.5rem}
            button,.l{font:inherit;min-height:2.75rem;padding:.5rem 1.1rem;border-radius:.4rem;border:1px solid var(--act);background:transparent;color:var(--act);cursor:pointer}
            button.p{background:var(--act);color:var(--on);font-weight:600}
            :focus-visible{outline:3px solid var(--act);outline-offset:2px}
            """;

    private LinkMarkup() {}

    /** Text that is shown as it is. */
    static String text(String text) {
        return Html.escaped(text);
    }

    /** A page; the title is text, the body is markup. */
    static String page(LinkWords words, String title, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body><main><h1>%s</h1>
                %s</main></body>
                </html>
                """.formatted(words.language(), text(title), STYLE, text(title), body);
    }

    /** A paragraph of text. */
    static String paragraph(String text) {
        return "<p>" + text(text) + "</p>\n";
    }
}
