package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Answering;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Names;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Scope;

/** Words for a failure: the partner's for admins where there are any, and those of the configuration for the agent. */
record Blame(Optional<ReplyPath> failureMessage, AgentTexts texts) {
    /** Far more than anybody is shown; what is shown is cut when secrets are masked, so that none is cut in two. */
    static final int LONGEST = 16 * 1024;

    static Blame compile(Answering reply, Scope scope, Problems problems) {
        return new Blame(
                reply.failureMessage().flatMap(path -> ReplyPath.compile(path, problems)),
                AgentTexts.compile(reply.message(), about(scope), problems));
    }

    /** The scope of texts for the agent. */
    static Scope about(Scope scope) {
        return scope.with(Root.STATUS, Names.value()).with(Root.HEADER, Names.free());
    }

    /** The failure that a verdict means. */
    Failure of(Verdict verdict, Incoming incoming, Reading reading) {
        var said = verdict.code() == FailureCode.MAPPING_FAILED ? Optional.<String>empty() : said(incoming);
        return failure(verdict, said.orElse(verdict.sentence()), incoming, reading);
    }

    /** The failure of a good reply that does not fit its results. */
    Failure misfit(Misfit misfit, Incoming incoming, Reading reading) {
        var sentence = "answered " + incoming.status() + " with " + misfit.why();
        var verdict = Verdict.of(OutcomeKind.FAIL, FailureCode.MAPPING_FAILED, sentence);
        return failure(verdict, sentence, incoming, reading);
    }

    private Failure failure(Verdict verdict, String message, Incoming incoming, Reading reading) {
        var values = reading.values()
                .with(Root.STATUS, IntNode.valueOf(incoming.status()))
                .with(Root.HEADER, Headers.tree(incoming.reply()));
        var text = verdict.rule()
                .flatMap(OutcomeRule::message)
                .or(() -> texts.after(verdict.kind()))
                .flatMap(label -> label.in(reading.locality().locale(), values))
                .filter(found -> !found.isBlank());
        return Failure.ofReply(verdict.code(), incoming.status(), message).forAgent(text);
    }

    private Optional<String> said(Incoming incoming) {
        return failureMessage
                .map(path -> path.find(incoming.tree()))
                .filter(found -> !Reference.isAbsent(found))
                .map(found -> tidy(String.join("; ", texts(found))))
                .filter(text -> !text.isEmpty());
    }

    private static List<String> texts(JsonNode found) {
        if (!found.isContainerNode()) {
            return List.of(Scalars.text(found));
        }
        var texts = new ArrayList<String>();
        found.forEach(element -> texts.add(element.isContainerNode() ? element.toString() : Scalars.text(element)));
        return texts;
    }

    /** One line without control characters. */
    private static String tidy(String text) {
        var line = new StringBuilder();
        for (var i = 0; i < text.length() && line.length() < LONGEST; i++) {
            var c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.toString().strip();
    }
}
