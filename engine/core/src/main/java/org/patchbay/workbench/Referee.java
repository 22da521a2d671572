package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what is wrong about a pretended call that is over. */
record Referee(Scene scene, Optional<Shelf> shelf) {
    PlayedCall judge(Story story) {
        var play = story.play();
        var wrong = new ArrayList<String>();
        var ended = ended(story);
        var records = shelf.map(found -> found.of(play.number()));
        records.ifPresent(found -> records(play, found, wrong));
        var dropped = repeated(story, wrong);
        ended.forEach(execution -> failed(execution, wrong));
        var pops = story.told().stream()
                .filter(told -> !told.cue().again() && told.how().pops())
                .count();
        return new PlayedCall(play, words(story), records.map(List::size), pops, dropped, wrong);
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
            var first = Optional.ofNullable(taken.putIfAbsent(event, told.how().execution()));
            if (first.isPresent() && first.get().equals(told.how().execution())) {
                dropped++;
            } else if (first.isPresent()) {
                wrong.add(told.cue().trigger() + " came twice and was run twice");
            }
        }
        return dropped;
    }

    private List<Scene.Became> ended(Story story) {
        var ids = new LinkedHashSet<String>();
        story.told().forEach(told -> ids.add(told.how().execution()));
        return ids.stream().flatMap(id -> scene.became(id).stream()).toList();
    }

    private static void failed(Scene.Became ended, List<String> wrong) {
        switch (ended.status()) {
            case FAILED, TIMED_OUT, REJECTED, PARTIAL ->
                wrong.add(ended.trigger() + " " + ended.status().word()
                        + ended.problem().map(text -> ": " + text).orElse(""));
            case ACCEPTED -> wrong.add(ended.trigger() + " was not worked off");
            case SUCCEEDED, NOTHING_TO_DO -> {}
        }
    }

    private static List<String> words(Story story) {
        return story.told().stream().map(Referee::word).toList();
    }

    private static String word(Story.Answered told) {
        var cue = told.cue();
        var leg = cue.body().path("callId").asText().replaceFirst(".*-sim-\\d+-?", "");
        var type = cue.body().path("transfer").path("type").asText();
        return cue.trigger().replaceFirst("call-", "")
                + (leg.isEmpty() ? "" : "[" + leg + "]")
                + (cue.trigger().equals("call-transfer") && !type.isEmpty() ? "(" + type + ")" : "")
                + (cue.again() ? "(again)" : "");
    }
}
