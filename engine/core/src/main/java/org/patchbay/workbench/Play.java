package org.patchbay.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.patchbay.definition.Script;

/**
 * One pretended call as it will be told: every event with its moment.
 *
 * @param number of the call, which makes its call id and its phone number
 * @param seed what the same play can be made from once more
 * @param expected seconds that the record of the call must say in the end
 */
public record Play(int number, String script, long seed, List<Cue> cues, int logs, Optional<Long> expected) {
    private static final String WHOLE = "a";
    private static final String CALL = "sim-";

    public Play {
        cues = List.copyOf(cues);
    }

    /**
     * An event on its way.
     *
     * @param again whether it was sent before
     */
    public record Cue(Duration at, String trigger, ObjectNode body, boolean again) {
        private Cue as(String name) {
            var renamed = body.deepCopy();
            List.of("callId", "parentCallId").stream()
                    .filter(renamed::has)
                    .forEach(key -> renamed.put(key, renamed.path(key).asText().replaceFirst(CALL, name + "-" + CALL)));
            return new Cue(at, trigger, renamed, again);
        }
    }

    /** The call as the script tells it. */
    static Play of(Script script, int number) {
        return new Director(number, Duration.ZERO, 0).play(script);
    }

    /**
     * A call that goes as calls go: events overtake each other, come twice, and the end may be missing. The same seed makes the same
     * play.
     *
     * @param jitter how much later an event may come
     */
    static Play chaos(List<Script> scripts, int number, long seed, Duration jitter) {
        var director = new Director(number, jitter, seed);
        return director.play(scripts.get(director.random.nextInt(scripts.size())));
    }

    /** Id of the call, as the scripts have it. */
    public String callId() {
        return "c-" + CALL + number;
    }

    /** The same call under other ids. */
    Play as(String name) {
        var renamed = cues.stream().map(cue -> cue.as(name)).toList();
        return new Play(number, script, seed, renamed, logs, expected);
    }

    /** Makes plays of scripts. */
    private static final class Director {
        private final int number;
        private final Duration jitter;
        private final long seed;
        private final Random random;

        Director(int number, Duration jitter, long seed) {
            this.number = number;
            this.jitter = jitter;
            this.seed = seed;
            this.random = new Random(seed);
        }

        Play play(Script script) {
            var isChaos = !jitter.isZero();
            var withoutEnd = isChaos && random.nextInt(10) == 0;
            var dropped = false;
            var cues = new ArrayList<Cue>();
            for (var act : script.events()) {
                if (withoutEnd && act.trigger().is("call-end")) {
                    dropped = true;
                    continue;
                }
                var times = act.times() + (isChaos && random.nextInt(3) == 0 ? 1 : 0);
                var body = body(act);
                for (var time = 0; time < times; time++) {
                    cues.add(new Cue(moment(act, time), act.trigger().text(), body, time > 0));
                }
            }
            cues.sort(Comparator.comparing(Cue::at));
            var expect = script.expect();
            return new Play(
                    number,
                    script.name().text(),
                    seed,
                    cues,
                    dropped && cues.stream().noneMatch(cue -> cue.trigger().equals("call-connect"))
                            ? 0
                            : expect.map(Script.Expect::logs).orElse(1),
                    dropped
                            ? Optional.empty()
                            : expect.flatMap(Script.Expect::duration).map(Duration::toSeconds));
        }

        private Duration moment(Script.Act act, int time) {
            var late = jitter.isZero() ? 0 : random.nextLong(jitter.toMillis() + 1);
            return act.at().plusMillis(late).plusMillis(20L * time);
        }

        private ObjectNode body(Script.Act act) {
            var call = "c-" + CALL + number;
            var body = JsonNodeFactory.instance.objectNode();
            if (act.leg().equals(WHOLE)) {
                body.put("callId", call);
            } else {
                body.put("callId", call + "-" + act.leg()).put("parentCallId", call);
            }
            body.put("phone", "+8490" + (1_000_000 + number)).put("direction", "inbound");
            body.putObject("agent").put("id", "u-" + act.leg()).put("email", act.leg() + "@pbx.example");
            act.body()
                    .filter(tree -> tree.toJson() instanceof ObjectNode)
                    .ifPresent(tree -> body.setAll((ObjectNode) tree.toJson()));
            return body;
        }
    }
}
