package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Visitor;
import org.patchbay.store.Revisions.Kept;
import org.patchbay.workbench.TestResult;
import org.patchbay.workbench.TestRunner;

/** Who may decide in which state a template is, and when it may be published. */
@Singleton
final class Publishing {
    private static final int REVISIONS = 1_000;

    private final Engine engine;

    Publishing(Engine engine) {
        this.engine = engine;
    }

    /** The state of that name. */
    static TemplateState state(String word) {
        return Arrays.stream(TemplateState.values())
                .filter(state -> Words.of(state).equals(word))
                .findFirst()
                .orElseThrow(() -> {
                    var known =
                            Arrays.stream(TemplateState.values()).map(Words::of).toList();
                    return ProblemDetails.of(
                                    ProblemCode.BAD_INPUT,
                                    "there is no state `" + word + "`; " + Nearest.help(word, known))
                            .at("/state", "one of " + String.join(", ", known))
                            .declined();
                });
    }

    /** The role that may decide for that state: what all call centres rely on is a publisher's. */
    static Role role(TemplateState state) {
        return switch (state) {
            case DRAFT, ACTIVE, REVIEW -> Role.EDITOR;
            case PUBLISHED, DEPRECATED, REMOVED -> Role.PUBLISHER;
        };
    }

    /** Refuses to publish what nobody else has looked at, where that is wanted, and what fails its own tests. */
    void check(Template template, TemplateState state, Visitor visitor) {
        if (state != TemplateState.PUBLISHED) {
            return;
        }
        if (isReviewed() && author(template).equals(Optional.of(visitor.author()))) {
            throw ProblemDetails.of(
                            ProblemCode.FORBIDDEN,
                            "publishing `" + template.pinned()
                                    + "` needs a second person: its text is of whoever asks (`review: true`)")
                    .declined();
        }
        var failed = TestRunner.run(engine.documents(), _ -> true).results().stream()
                .filter(result -> result.template().equals(template.name().text()) && !result.passed())
                .map(TestResult::name)
                .toList();
        if (!failed.isEmpty()) {
            throw failing(template, failed);
        }
    }

    private static Declined failing(Template template, List<String> failed) {
        var names = JsonNodeFactory.instance.arrayNode();
        failed.forEach(names::add);
        return ProblemDetails.of(
                        ProblemCode.CONFIG_REFUSED,
                        "`" + template.pinned() + "` fails " + failed.size() + " of its tests and is not published")
                .with("failed", names)
                .declined();
    }

    /** Who has brought the text of the template as it stands now. */
    private Optional<String> author(Template template) {
        var file = template.at().file();
        var text = Optional.ofNullable(engine.documents().get(file));
        var revisions = engine.tools().store().revisions();
        return revisions.list(REVISIONS).stream()
                .flatMap(kept -> revisions.find(kept.number()).stream())
                .takeWhile(
                        kept -> Optional.ofNullable(kept.documents().get(file)).equals(text))
                .reduce((_, older) -> older)
                .map(Kept::author);
    }

    /** Refuses documents of somebody who is no publisher when they publish something that was not published before. */
    void check(List<Template> wanted, Visitor visitor) {
        var fresh = wanted.stream()
                .filter(template -> template.state() == TemplateState.PUBLISHED)
                .map(Template::pinned)
                .filter(pinned -> !isPublished(pinned))
                .collect(Collectors.joining(", "));
        if (!fresh.isEmpty() && !visitor.is(Role.PUBLISHER)) {
            throw ProblemDetails.of(
                            ProblemCode.FORBIDDEN,
                            "publishing " + fresh + " needs the role "
                                    + Role.PUBLISHER.name().toLowerCase(Locale.ROOT))
                    .declined();
        }
    }

    private boolean isReviewed() {
        return engine.live()
                .map(live -> live.definitions().installation().review())
                .orElse(false);
    }

    private boolean isPublished(String pinned) {
        return engine.live()
                .map(Live::definitions)
                .flatMap(definitions -> definitions.template(pinned))
                .filter(template -> template.state() == TemplateState.PUBLISHED)
                .isPresent();
    }
}
