package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.patchbay.server.cli.Remote.Answered;

/** Turns a server's refusal into a sentence. */
final class Refusals {
    private Refusals() {}

    static JsonNode unlessFine(Answered answered, Remote remote) {
        if (answered.fine()) {
            return answered.body();
        }
        throw complaint(answered, remote);
    }

    static Complaint complaint(Answered answered, Remote remote) {
        var problem = answered.body();
        var sentence = problem.path("detail")
                .asText(problem.path("title").asText("the server answered with status " + answered.status()));
        var findings = FindingsPage.page(problem.path("findings"));
        return switch (answered.status()) {
            case 401 ->
                Complaint.unreachable(
                        "the server at " + remote.base() + " does not know this key",
                        "give it with --key or PATCHBAY_KEY; the administrator's stands in admin.key of the server's data directory");
            case 403, 429, 500, 502, 503, 504 -> Complaint.unreachable(lower(sentence), "");
            default ->
                findings.isEmpty()
                        ? Complaint.notSo(lower(sentence), help(problem))
                        : Complaint.notSo(lower(sentence) + "\n" + findings.stripTrailing(), "");
        };
    }

    /** What is left out of a body is, on the command line, a flag. */
    private static String help(JsonNode problem) {
        return problem.path("errors").path(0).path("pointer").asText("").equals("/callcenterId")
                ? "--call-centre ID says which one"
                : problem.path("help").asText("");
    }

    /** Sentences begin small after {@code error:}, unless their first word is a name. */
    private static String lower(String sentence) {
        var second = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        var text = second ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
