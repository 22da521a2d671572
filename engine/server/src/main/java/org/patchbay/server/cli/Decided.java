package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is decided about executions, and what became of it.
 *
 * @param what the last word of the route
 */
record Decided(Terminal terminal, Remote remote, String what, JsonNode asked) {
    /**
     * Decides about each, or about all that fit, and tells of how many jobs; one that is refused keeps no other from being asked for.
     *
     * @param ids empty: those that fit are meant
     * @param key where the answer has the number of jobs
     * @return the code of the worst refusal
     */
    int told(List<String> ids, String key, String sentence) {
        if (ids.isEmpty()) {
            var all = send("/executions").path(key).asInt();
            print(sentence, all);
            if (all >= asked.path("limit").asInt(Integer.MAX_VALUE)) {
                terminal.err().println("There may be more; that was the limit.");
            }
            return Exit.FINE.code();
        }
        var jobs = 0;
        var refused = new ArrayList<Complaint>();
        for (var id : ids) {
            try {
                jobs += send(ExecutionsCommand.path(id)).path(key).asInt();
            } catch (Complaint complaint) {
                refused.add(complaint.about("`" + id + "`"));
            }
        }
        print(sentence, jobs);
        return refused.stream().mapToInt(new Complaints(terminal)::told).max().orElse(Exit.FINE.code());
    }

    private JsonNode send(String path) {
        return remote.send("POST", path + "/" + what, asked);
    }

    private void print(String sentence, int jobs) {
        terminal.out().println(sentence + ": " + jobs + ".");
    }
}
