package org.patchbay.server.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What link pages say, in the languages that they speak. */
enum LinkWords {
    ENGLISH(
            "en",
            Map.ofEntries(
                    Map.entry("title", "Connect %s"),
                    Map.entry("title-again", "Connect %s again"),
                    Map.entry("agree", "%s will ask whether you agree. Then you come back here."),
                    Map.entry("agree-again", "%s no longer knows that you have agreed. Please agree once more."),
                    Map.entry("go", "Continue to %s"),
                    Map.entry("connected-as", "You have agreed as %s."),
                    Map.entry("connect", "Connect"),
                    Map.entry("update", "Show choices"),
                    Map.entry("cancel", "Cancel"),
                    Map.entry("cancelled", "Nothing was connected. You can close this page."),
                    Map.entry("done", "Connected"),
                    Map.entry("done-text", "The connection is made. You can close this page."),
                    Map.entry("again", "The connection that was there works again."),
                    Map.entry("back", "Back"),
                    Map.entry("old", "This page is used up"),
                    Map.entry(
                            "old-text",
                            "It was open for half an hour, for one connection, in the browser that opened it. Ask for a new one."),
                    Map.entry("not", "Not connected"),
                    Map.entry("no-way", "The partner has no page for this yet. Tell whoever sent you here."),
                    Map.entry("not-agreed", "The partner says that you did not agree. Nothing was changed."),
                    Map.entry("not-taken", "Nothing was kept: %s"),
                    Map.entry("optional", "optional"),
                    Map.entry("choose", "choose"),
                    Map.entry("choose-what", "What shall be connected?"),
                    Map.entry("first", "Fill in first: %s"),
                    Map.entry("none", "There is nothing to choose."),
                    Map.entry("table-hint", "One line for each: key, colon, value"),
                    Map.entry("look-again", "Please look at the marked fields once more."),
                    Map.entry("missing", "This is needed."),
                    Map.entry("no-number", "This is no number."),
                    Map.entry("no-address", "This is no address that begins with https://."),
                    Map.entry("no-email", "This is no e-mail address."),
                    Map.entry("no-match", "This does not look as it must."),
                    Map.entry("no-choice", "Choose one of the list."),
                    Map.entry("no-table", "Each line needs a key, a colon and a value."),
                    Map.entry("no-date", "This is no day, such as 2026-03-31."),
                    Map.entry("no-json", "This is no JSON."))),
    VIETNAMESE(
            "vi",
            Map.ofEntries(
                    Map.entry("title", "Kết nối %s"),
                    Map.entry("title-again", "Kết nối lại %s"),
                    Map.entry("agree", "%s sẽ hỏi bạn có đồng ý không. Sau đó bạn trở lại đây."),
                    Map.entry("agree-again", "%s không còn ghi nhận sự đồng ý của bạn. Hãy đồng ý một lần nữa."),
                    Map.entry("go", "Tiếp tục đến %s"),
                    Map.entry("connected-as", "Bạn đã đồng ý với tên %s."),
                    Map.entry("connect", "Kết nối"),
                    Map.entry("update", "Hiện lựa chọn"),
                    Map.entry("cancel", "Hủy"),
                    Map.entry("cancelled", "Không có gì được kết nối. Bạn có thể đóng trang này."),
                    Map.entry("done", "Đã kết nối"),
                    Map.entry("done-text", "Kết nối đã được tạo. Bạn có thể đóng trang này."),
                    Map.entry("again", "Kết nối trước đây đã hoạt động trở lại."),
                    Map.entry("back", "Quay lại"),
                    Map.entry("old", "Trang này đã hết hạn"),
                    Map.entry(
                            "old-text",
                            "Trang chỉ mở nửa giờ, cho một kết nối, trong trình duyệt đã mở nó. Hãy xin một trang mới."),
                    Map.entry("not", "Chưa kết nối"),
                    Map.entry("no-way", "Đối tác chưa có trang cho việc này. Hãy báo người đã gửi bạn đến đây."),
                    Map.entry("not-agreed", "Đối tác báo rằng bạn không đồng ý. Không có gì thay đổi."),
                    Map.entry("not-taken", "Không có gì được lưu: %s"),
                    Map.entry("optional", "không bắt buộc"),
                    Map.entry("choose", "chọn"),
                    Map.entry("choose-what", "Bạn muốn kết nối những gì?"),
                    Map.entry("first", "Hãy điền trước: %s"),
                    Map.entry("none", "Không có gì để chọn."),
                    Map.entry("table-hint", "Mỗi dòng một mục: khóa, dấu hai chấm, giá trị"),
                    Map.entry("look-again", "Hãy xem lại các mục được đánh dấu."),
                    Map.entry("missing", "Cần điền mục này."),
                    Map.entry("no-number", "Đây không phải là số."),
                    Map.entry("no-address", "Đây không phải là địa chỉ bắt đầu bằng https://."),
                    Map.entry("no-email", "Đây không phải là địa chỉ e-mail."),
                    Map.entry("no-match", "Giá trị không đúng dạng."),
                    Map.entry("no-choice", "Hãy chọn trong danh sách."),
                    Map.entry("no-table", "Mỗi dòng cần có khóa, dấu hai chấm và giá trị."),
                    Map.entry("no-date", "Đây không phải là ngày, ví dụ 2026-03-31."),
                    Map.entry("no-json", "Đây không phải là JSON.")));

    private final String language;
    private final Map<String, String> words;

    LinkWords(String language, Map<String, String> words) {
        this.language = language;
        this.words = words;
    }

    /** The language that a person's browser asks for first, as far as pages speak it (RFC 9110 §12.5.4). */
    static LinkWords of(Optional<String> acceptLanguage) {
        return in(acceptLanguage
                .map(header -> header.split("[,;-]", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("en"));
    }

    /** What is said in that language, as far as pages speak it. */
    static LinkWords in(String language) {
        return language.equals(VIETNAMESE.language) ? VIETNAMESE : ENGLISH;
    }

    String language() {
        return language;
    }

    /** A sentence, with that in its place; what is put in is shown as text. */
    String say(String key, String... values) {
        return words.getOrDefault(key, key).formatted((Object[]) values);
    }
}
