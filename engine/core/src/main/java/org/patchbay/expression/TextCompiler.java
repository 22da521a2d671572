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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;

/** Lets Mustache.java read a template and keeps pieces of our own: what Mustache could look up at run, nobody can. */
final class TextCompiler {
    private static final Pattern LONE_RETURN = Pattern.compile("\\r(?!\\n)");
    private static final Pattern SECTION_BEFORE_BREAK = Pattern.compile("\\{\\{\\s*[#^][^}]*\\}\\}(?=\\r?\\n)");

    private final TextTemplate template;
    private final Problems problems;
    private final Scope scope;
    private final Tags tags;
    private final Iterator<Tags.Tag> values;
    private final Iterator<Tags.Tag> blocks;

    /** A character that the template does not have: it stands before a line break that is kept. */
    private final String kept;

    /** Another one, for a carriage return without its line feed, which Mustache.java would drop. */
    private final String carriageReturn;

    TextCompiler(TextTemplate template, Scope scope, Problems problems) {
        this.template = template;
        this.problems = problems;
        this.scope = scope;
        this.tags = Tags.of(template.text());
        this.values = tags.values().iterator();
        this.blocks = tags.blocks().iterator();
        this.kept = absent(template.text());
        this.carriageReturn = absent(template.text() + kept);
    }

    Text compile() {
        if (!template.text().contains("{{")) {
            return new Text(List.of(new Segment.Literal(template.text())), template.secret());
        }
        if (tags.fault().isPresent()) {
            var fault = tags.fault().get();
            problems.add(fault.code(), at(fault.tag()), fault.text(), fault.note(), fault.help());
            return new Text(List.of(), template.secret());
        }
        try {
            var mustache = new Factory().compile(new StringReader(keepingBreaks(template.text())), "");
            return new Text(mustache instanceof Pieces pieces ? pieces.segments : List.of(), template.secret());
        } catch (MustacheException _) {
            problems.add(
                    "PB601", template.at(), "this is not a template", "tag", "every {{#name}} needs its {{/name}}");
            return new Text(List.of(), template.secret());
        }
    }

    /** Mustache.java drops a line break behind every opening tag; the specification only where the tag stands alone on its line. */
    private String keepingBreaks(String text) {
        return SECTION_BEFORE_BREAK
                .matcher(LONE_RETURN.matcher(text).replaceAll(carriageReturn))
                .replaceAll(tag -> {
                    var line = text.substring(text.lastIndexOf('\n', tag.start()) + 1, tag.start());
                    return Matcher.quoteReplacement(line.isBlank() ? tag.group() : tag.group() + kept);
                });
    }

    private static String absent(String text) {
        var candidate = Character.MAX_VALUE;
        while (text.indexOf(candidate) >= 0) {
            candidate--;
        }
        return String.valueOf(candidate);
    }

    /** The place of a name, as far as the text is one line of the document. */
    private At at(Tags.Tag tag) {
        return template.text().indexOf('\n') >= 0
                ? template.at()
                : template.at().within(tag.offset(), Tags.bare(tag.name()).length());
    }

    /** Inside a section that has a value, that value is there, and its own names stand without a root. */
    private Optional<Reference> reference(Tags.Tag tag, String written) {
        var around = tag.sections().isEmpty()
                ? scope
                : scope.with(Root.ITEM, Names.free()).sureOf(tag.sections());
        return new References(around, problems).compile(at(tag), written);
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
                throw refused();
            });
            mc.setAllowChangingDelimeters(false);
        }

        @Override
        public MustacheVisitor createMustacheVisitor() {
            return new Visitor(this);
        }
    }

    /** The tags have been looked through before, so nobody comes here. */
    private static MustacheException refused() {
        return new MustacheException("not a tag of this format");
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
            return new Pieces(context, factory, segments);
        }

        @Override
        public void write(TemplateContext context, String text) {
            var literal = text.replace(kept, "").replace(carriageReturn, "\r");
            if (!literal.isEmpty()) {
                segments.add(new Segment.Literal(literal));
            }
        }

        @Override
        public void value(TemplateContext context, String name, boolean encoded) {
            if (!encoded) {
                throw refused();
            }
            reference(values.next(), name).ifPresent(found -> segments.add(new Segment.Insert(found)));
        }

        @Override
        public void iterable(TemplateContext context, String name, Mustache inner) {
            block(name, inner, Segment.Section::new);
        }

        @Override
        public void notIterable(TemplateContext context, String name, Mustache inner) {
            block(name, inner, Segment.Inverted::new);
        }

        /** A section asks whether there is a value, so it needs no question mark. */
        private void block(String name, Mustache inner, BiFunction<Reference, List<Segment>, Segment> form) {
            reference(blocks.next(), name.endsWith("?") ? name : name + "?")
                    .ifPresent(found -> segments.add(form.apply(found, ((Pieces) inner).segments)));
        }

        @Override
        public void partial(TemplateContext context, String name, String indent) {
            throw refused();
        }

        @Override
        public void dynamicPartial(TemplateContext context, String name, String indent) {
            throw refused();
        }

        @Override
        public void extend(TemplateContext context, String name, Mustache inner) {
            throw refused();
        }

        @Override
        public void name(TemplateContext context, String name, Mustache inner) {
            throw refused();
        }

        @Override
        public void checkName(TemplateContext context, String name, Mustache inner) {
            throw refused();
        }

        @Override
        public void pragma(TemplateContext context, String pragma, String args) {
            throw refused();
        }
    }
}
