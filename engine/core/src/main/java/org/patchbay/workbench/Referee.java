package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;

/** Finds what is wrong about a pretended call that is over. */
record Referee(Engine engine, Shelf shelf, boolean keepsRecords) {
    PlayedCall judge(Story story) {
        var play = story.play();
        var wrong = new ArrayList<String>();
        var records = shelf.of(play.number());
        if (keepsRecords) {
            records(play, records, wrong);
        }
        var dropped = repeated(story, wrong);
        executions(story).forEach(execution -> failed(execution, wrong));
        var pops = story.told().stream()
                .filter(told -> !told.cue().again() && told.answer().pop().isPresent())
                .count();
        return new PlayedCall(play, words(story), records.size(), pops, dropped, wrong);
    }

    private static void records(Play play, List<List<String>> records, List<String> wrong) {
        if (records.size() != play.logs()) {
            wrong.add("there " + (records.size() == 1 ? "is 1 log" : "are " + records.size() + " logs")
                    + " and should be " + play.logs());
        }
        if (play.expected().isPresent() && records.size() == 1) {
            var seconds = play.expected().get();
            var last = records.getFirst().getLast();
            if (!Pattern.compile("(?<![\\w-])" + seconds + "(?![\\w-])")
                    .matcher(last)
                    .find()) {
                wrong.add("the last write to its log does not say " + seconds + " seconds: " + last.replace('\n', ' '));
            }
        }
    }

    /** An event that is told once more must be answered by the execution that has taken it. */
    private static long repeated(Story story, List<String> wrong) {
        var taken = new LinkedHashMap<JsonNode, String>();
        var dropped = 0L;
        for (var told : story.told()) {
            var event = told.cue().body().deepCopy().put("~", told.cue().trigger());
            var first =
                    Optional.ofNullable(taken.putIfAbsent(event, told.answer().executionId()));
            if (first.isPresent() && first.get().equals(told.answer().executionId())) {
                dropped++;
            } else if (first.isPresent()) {
                wrong.add(told.cue().trigger() + " came twice and was run twice");
            }
        }
        return dropped;
    }

    private List<Execution> executions(Story story) {
        var ids = new LinkedHashSet<String>();
        story.told().forEach(told -> ids.add(told.answer().executionId()));
        return ids.stream()
                .flatMap(id -> engine.journal().find(id, Optional.empty()).stream())
                .toList();
    }

    private static void failed(Execution execution, List<String> wrong) {
        var problem = execution.steps().stream()
                .flatMap(step -> step.problem().stream().map(Failure::message))
                .findFirst();
        switch (execution.status()) {
            case FAILED, TIMED_OUT, REJECTED, PARTIAL ->
                wrong.add(execution.trigger() + " " + execution.status().word()
                        + problem.map(text -> ": " + text).orElse(""));
            case ACCEPTED -> wrong.add(execution.trigger() + " was not worked off");
            case SUCCEEDED, NOTHING_TO_DO -> {}
        }
    }

    private static List<String> words(Story story) {
        return story.told().stream().map(Referee::word).toList();
    }

    private static String word(Story.Told told) {
        var cue = told.cue();
        var leg = cue.body().path("callId").asText().replaceFirst(".*-sim-\\d+-?", "");
        var type = cue.body().path("transfer").path("type").asText();
        return cue.trigger().replaceFirst("call-", "")
                + (leg.isEmpty() ? "" : "[" + leg + "]")
                + (cue.trigger().equals("call-transfer") && !type.isEmpty() ? "(" + type + ")" : "")
                + (cue.again() ? "(again)" : "");
    }
}
