package org.patchbay.server.wiring;

/** What servers and engines in processes of their own do in tests, once each, so that its classes are known. */
final class Rehearsal {
    private Rehearsal() {}

    /** Takes a database, or an empty word. */
    public static void main(String[] arguments) {
        try (var site = Site.usual()) {
            play(site);
        }
        if (!arguments[0].isEmpty()) {
            try (var site = new Site()) {
                site.write("crm.yaml", Samples.crm(site.crm.host())).startOn(arguments[0]);
                play(site);
            }
        }
    }

    private static void play(Site site) {
        var key = site.secretKey();
        for (var event : new String[] {"call-start", "call-end"}) {
            var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"c-1\",\"phone\":\"0901234567\"}";
            var answered = site.post("/api/v1/triggers/" + event, key, body);
            site.over(answered.body().path("executionId").asText());
        }
    }
}
