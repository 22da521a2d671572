package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the whole installation; at most one document. */
@Doc("settings of the whole installation")
public record Installation(
        At at,

        @Doc(value = "base of the addresses shown to others", example = "https://pb.acme.example")
        Optional<String> publicUrl,

        @Doc("country where an integrator says nothing") Optional<String> country,

        @Doc("zone where an integrator says nothing") @Default("UTC")
        String zone,

        @Doc("language where an integrator says nothing") @Default("en")
        String locale,

        @Doc("which addresses may be called; public https only when absent")
        Optional<Egress> egress,

        @Doc("upper bounds by trigger") Map<String, Budget> budgets,
        @Doc("upper bounds for everyone") Optional<Limits> limits,
        @Doc("how long things are kept") Optional<Keep> keep,
        @Doc("what logs and lists show") Optional<Privacy> privacy,

        @Doc("publishing a template needs a second person") @Default("false")
        boolean review,

        @Doc(value = "warnings that count as errors", example = "[PB501, PB802]")
        List<String> strict)
        implements Document {
    /** The same, known under that address. */
    public Installation knownAs(String address) {
        return new Installation(
                at,
                Optional.of(address),
                country,
                zone,
                locale,
                egress,
                budgets,
                limits,
                keep,
                privacy,
                review,
                strict);
    }
}
