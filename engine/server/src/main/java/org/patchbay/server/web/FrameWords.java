package org.patchbay.server.web;

import java.util.Locale;

/** What the page of a card says itself, in the agent's language. */
enum FrameWords {
    GONE("This page is closed", "Trang này đã đóng"),
    GONE_WHY(
            "It was open for a quarter of an hour. Open the call again.",
            "Trang chỉ mở trong mười lăm phút. Hãy mở lại cuộc gọi."),
    CHOOSE("Who is calling?", "Ai đang gọi?"),
    THIS_ONE("Choose", "Chọn"),
    SEND("Send", "Gửi"),
    DONE("Done.", "Đã xong."),
    TAKEN("Taken; it is being worked on.", "Đã nhận; đang được xử lý."),
    NOT_DONE("It did not work.", "Không thực hiện được."),
    LATE("The rest is still coming.", "Phần còn lại đang đến."),
    NOTHING("Nothing to show.", "Không có gì để hiển thị."),
    YES("Yes", "Có"),
    NO("No", "Không");

    private final String english;
    private final String vietnamese;

    FrameWords(String english, String vietnamese) {
        this.english = english;
        this.vietnamese = vietnamese;
    }

    String in(Locale language) {
        return language.getLanguage().equals("vi") ? vietnamese : english;
    }
}
