package org.patchbay.server.web;

/** What a person reads who has connected an integrator, or wanted to. */
enum ConnectPage {
    CONNECTED("Connected", "The connection is made. You can close this page."),
    NOT_AGREED("Not connected", "The partner says that you did not agree. Nothing was changed."),
    NOT_TAKEN("Not connected", "The partner sent you back, but gave no usable token."),
    NO_PAGE("Not connected", "The address of the partner's page cannot be made."),
    TOO_OLD(
            "This link is used up",
            "It was open for half an hour, for one visit, in the browser that opened it. Ask for a new one.");

    private final String title;
    private final String sentence;

    ConnectPage(String title, String sentence) {
        this.title = title;
        this.sentence = sentence;
    }

    /** The page; {@code more} is shown as text, whatever is in it. */
    String html(String more) {
        return LinkMarkup.page(
                LinkWords.ENGLISH,
                title,
                LinkMarkup.paragraph(sentence) + (more.isEmpty() ? "" : LinkMarkup.paragraph(more)));
    }
}
