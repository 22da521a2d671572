package org.patchbay.server.wiring;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.patchbay.engine.Canaries;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;

/** A partner that hands out planted tokens, and else says everything that it was told, in every manner. */
final class CanaryPartner {
    private final AtomicInteger looks = new AtomicInteger();
    private final String userToken;
    private final String refreshToken;
    private final String machineToken;
    private final String postToken;
    private final String personToken;
    private final String personRefresh;
    private final String jwtToken;

    CanaryPartner(Canaries canaries) {
        userToken = canaries.plant("access token", "");
        refreshToken = canaries.plant("refresh token", "");
        machineToken = canaries.plant("token of a machine", "");
        postToken = canaries.plant("token by post", "");
        personToken = canaries.plant("token of a person", "");
        personRefresh = canaries.plant("refresh token of a person", "");
        jwtToken = canaries.plant("token for an assertion", "");
    }

    /** What partners do; those that say anything say everything that they were told. */
    enum Manner {
        ANSWERS(asked -> new Replied(200, echo(asked))),
        REFUSES(asked -> new Replied(401, echo(asked))),
        FORBIDS(asked -> new Replied(403, echo(asked))),
        REJECTS(asked -> new Replied(422, echo(asked))),
        IS_BUSY(asked -> new Replied(429, echo(asked))),
        FAILS(asked -> new Replied(500, echo(asked))),
        SENDS_BROKEN_JSON(asked -> new Replied(200, "{\"id\": " + told(asked))),
        BREAKS_OFF(_ -> {
            throw new IllegalStateException("gone");
        });

        private final Function<Asked, Replied> answer;

        Manner(Function<Asked, Replied> answer) {
            this.answer = answer;
        }
    }

    private static String told(Asked asked) {
        return "You sent " + asked.method() + " " + asked.path() + "?" + asked.query() + " " + asked.headers() + " "
                + asked.body();
    }

    static String echo(Asked asked) {
        var text = told(asked).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"message\":\"" + text + "\",\"id\":7}";
    }

    Replied answer(Asked asked, Manner manner) {
        if (asked.path().equals("/slow")) {
            Site.until(() -> looks.incrementAndGet() % 100 == 0);
        }
        var tokens = manner == Manner.FORBIDS || manner == Manner.BREAKS_OFF
                ? Map.<String, String>of()
                : Map.of(
                        "/login/user",
                        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":1,\"scope\":\"all\"}"
                                .formatted(userToken, refreshToken),
                        "/login/machine",
                        "{\"access_token\":\"%s\"}".formatted(machineToken),
                        "/login/post",
                        "{\"access_token\":\"%s\"}".formatted(postToken),
                        "/login/person",
                        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\"}".formatted(personToken, personRefresh),
                        "/login/jwt",
                        "{\"access_token\":\"%s\"}".formatted(jwtToken));
        return tokens.containsKey(asked.path())
                ? new Replied(200, tokens.get(asked.path()))
                : manner.answer.apply(asked);
    }
}
