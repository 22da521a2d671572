package org.patchbay.expression;

import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheResolver;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultMustache;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;

/** Lets Mustache.java read a template and keeps pieces of our own: what Mustache could look up at run, nobody can. */
final class TextCompiler {
    private static final int DEEPEST = 32;
    private static final Pattern SECTION_BEFORE_BREAK = Pattern.compile("\\{\\{\\s*[#^][^}]*\\}\\}(?=\\r?\\n)");

    /** A character that no document can hold. */
    private static final String KEPT = "\uFFFF";

    private final TextTemplate template;
    private final References references;
    private final References inside;
    private final Problems problems;
    private int cursor;
    private int depth;

    TextCompiler(TextTemplate template, Scope scope, Problems problems) {
        this.template = template;
        this.problems = problems;
        this.references = new References(scope, problems);
        this.inside = new References(scope.with(Root.ITEM, Names.free()), problems);
    }

    Text compile() {
        if (!template.text().contains("{{")) {
            return template.secret()
                    ? new Text(List.of(new Segment.Literal(template.text())), true)
                    : Text.constant(template.text());
        }
        try {
            var mustache = new Factory().compile(new StringReader(keepingBreaks(template.text())), "");
            return new Text(mustache instanceof Pieces pieces ? pieces.segments : List.of(), template.secret());
        } catch (Refused e) {
            problems.add(e.code, template.at(), e.text, e.note, e.help);
        } catch (MustacheException | StackOverflowError e) {
            problems.add(
                    "PB601",
                    template.at(),
                    "a `{{` in this text does not end as it should",
                    "tag",
                    "every {{#name}} needs its {{/name}}");
        }
        return new Text(List.of(), template.secret());
    }

    /** Mustache.java drops a line break behind every opening tag; the specification only where the tag stands alone on its line. */
    private static String keepingBreaks(String text) {
        return SECTION_BEFORE_BREAK.matcher(text).replaceAll(tag -> {
            var line = text.substring(text.lastIndexOf('\n', tag.start()) + 1, tag.start());
            return Matcher.quoteReplacement(line.isBlank() ? tag.group() : tag.group() + KEPT);
        });
    }

    private Optional<Reference> reference(String name) {
        var bare = name.endsWith("?") ? name.length() - 1 : name.length();
        var offset = template.text().indexOf(name, cursor);
        cursor = offset < 0 ? cursor : offset + name.length();
        var at = offset < 0 || template.text().indexOf('\n') >= 0
                ? template.at()
                : template.at().within(offset, bare);
        return (depth > 1 ? inside : references).compile(at, name);
    }

    /** A template that Mustache.java cannot be allowed to read on. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String text;
        private final String note;
        private final String help;

        Refused(String code, String text, String note, String help) {
            super(text, null, false, false);
            this.code = code;
            this.text = text;
            this.note = note;
            this.help = help;
        }
    }

    /** What Mustache.java takes for its own compiled template: our pieces. */
    private static final class Pieces extends DefaultMustache {
        private final List<Segment> segments;

        Pieces(TemplateContext context, DefaultMustacheFactory factory, List<Segment> segments) {
            super(context, factory, new Code[0], "");
            this.segments = segments;
        }
    }

    private final class Factory extends DefaultMustacheFactory {
        Factory() {
            super((MustacheResolver) _ -> {
                throw refusedPartial();
            });
            mc.setAllowChangingDelimeters(false);
        }

        @Override
        public MustacheVisitor createMustacheVisitor() {
            if (++depth > DEEPEST + 1) {
                throw new Refused("PB601", "sections are nested more than " + DEEPEST + " deep", "too deep", "");
            }
            return new Visitor(this);
        }
    }

    private static Refused refusedPartial() {
        return new Refused(
                "PB601",
                "templates cannot include other templates",
                "not allowed",
                "write the text here, or use a parameter");
    }

    private final class Visitor extends DefaultMustacheVisitor {
        private final DefaultMustacheFactory factory;
        private final List<Segment> segments = new ArrayList<>();

        Visitor(DefaultMustacheFactory factory) {
            super(factory);
            this.factory = factory;
        }

        @Override
        public Mustache mustache(TemplateContext context) {
            depth--;
            return new Pieces(context, factory, segments);
        }

        @Override
        public void write(TemplateContext context, String text) {
            var kept = text.replace(KEPT, "");
            if (!kept.isEmpty()) {
                segments.add(new Segment.Literal(kept));
            }
        }

        @Override
        public void value(TemplateContext context, String name, boolean encoded) {
            if (!encoded) {
                throw new Refused(
                        "PB606",
                        "`{{{…}}}` and `{{&…}}` would insert a value as it is",
                        "raw",
                        "write `{{" + name + "}}`: the place encodes it");
            }
            reference(name).ifPresent(found -> segments.add(new Segment.Insert(found)));
        }

        @Override
        public void iterable(TemplateContext context, String name, Mustache inner) {
            block(name, inner, Segment.Section::new);
        }

        @Override
        public void notIterable(TemplateContext context, String name, Mustache inner) {
            block(name, inner, Segment.Inverted::new);
        }

        private void block(String name, Mustache inner, BiFunction<Reference, List<Segment>, Segment> form) {
            var written = name.endsWith("?") ? name : name + "?";
            (depth > 1 ? inside : references)
                    .compile(template.at(), written)
                    .ifPresent(found -> segments.add(form.apply(found, ((Pieces) inner).segments)));
        }

        @Override
        public void partial(TemplateContext context, String name, String indent) {
            throw refusedPartial();
        }

        @Override
        public void dynamicPartial(TemplateContext context, String name, String indent) {
            throw refusedPartial();
        }

        @Override
        public void extend(TemplateContext context, String name, Mustache inner) {
            throw refusedPartial();
        }

        @Override
        public void name(TemplateContext context, String name, Mustache inner) {
            throw refusedPartial();
        }

        @Override
        public void checkName(TemplateContext context, String name, Mustache inner) {
            throw refusedPartial();
        }

        @Override
        public void pragma(TemplateContext context, String pragma, String args) {
            throw new Refused("PB601", "`{{%…}}` is not a tag of this format", "unknown tag", "");
        }
    }
}
