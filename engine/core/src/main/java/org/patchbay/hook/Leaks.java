package org.patchbay.hook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Handshake;
import org.patchbay.definition.Hook;
import org.patchbay.definition.HookEvent.Linking;
import org.patchbay.definition.HookReply;
import org.patchbay.definition.Listening;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Response;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;

/** Finds secrets in answers (PB506): only who connects is told one. */
record Leaks(Template template, Optional<Brought> brought, Problems problems) {
    /** True when the answers of a hook may hold secrets. */
    static boolean mayTell(Hook hook) {
        return hook.listening().hears().stream()
                .flatMap(event -> event.link().stream())
                .anyMatch(Linking.CONNECT::equals);
    }

    /** Reports secrets that are written into an answer, or read by it. */
    void report(Hook hook, List<Reference> read) {
        responses(hook.listening())
                .flatMap(response -> Stream.concat(
                        response.header().values().stream(),
                        Stream.of(response.text(), response.xml()).flatMap(Optional::stream)))
                .filter(text -> text.secret())
                .forEach(text -> report(text.at(), "a secret stands in an answer"));
        var at = hook.listening().reply().map(HookReply::at).orElse(hook.at());
        read.stream()
                .filter(this::isSecret)
                .map(Reference::text)
                .distinct()
                .forEach(path -> report(at, "`" + path + "` would tell the caller a secret"));
    }

    private void report(At at, String text) {
        problems.add(
                "PB506",
                at,
                text,
                "in an answer",
                "secrets leave in parameters, bodies and signatures of our own requests, and in the answer of a hook with"
                        + " link: connect");
    }

    private static Stream<Response> responses(Listening listening) {
        var replies = listening.reply().stream()
                .flatMap(reply -> Stream.concat(
                        Stream.concat(Stream.of(reply.usual()), reply.duplicate().stream()),
                        reply.cases().stream().map(HookReply.Case::response)));
        var handshakes = listening.handshake().stream().map(Handshake::reply).flatMap(Optional::stream);
        return Stream.of(replies, handshakes, listening.none().stream()).flatMap(all -> all);
    }

    private boolean isSecret(Reference reference) {
        return brought.map(place -> place.isIn(reference)).orElse(false)
                || (reference.root() == Root.INTEGRATOR || reference.root() == Root.TEMPLATE)
                        && isSecretField(reference);
    }

    private boolean isSecretField(Reference reference) {
        if (reference.path().steps().isEmpty()) {
            return template.fields().stream().anyMatch(Parameter::secret);
        }
        return reference.path().steps().getFirst() instanceof Path.Step.Key(var name)
                && (brought.isPresent() && template.parameter(name).isPresent()
                        || template.parameter(name).filter(Parameter::secret).isPresent());
    }
}
