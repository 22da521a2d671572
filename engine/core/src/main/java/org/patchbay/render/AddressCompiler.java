package org.patchbay.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.wire.Wire;

/** Compiles a url: what it may be made of depends on the part of it that is made. */
final class AddressCompiler {
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]{0,63})}");
    private static final Set<Root> TRUSTED = Set.of(Root.INTEGRATOR, Root.TEMPLATE);
    private static final Base NOWHERE = new Base.Fixed(new Origin("https", "nowhere.invalid", 443));

    private final Holes holes;
    private final Scope scope;
    private final Problems problems;

    AddressCompiler(Holes holes, Scope scope, Problems problems) {
        this.holes = holes;
        this.scope = scope;
        this.problems = problems;
    }

    Address compile(TextTemplate url, TextTemplate baseUrl) {
        var written = Masked.of(url);
        if (!written.startsWith("/")) {
            return absolute(written);
        }
        var base = absolute(Masked.of(baseUrl));
        if (!base.query().isEmpty()) {
            problems.add("PB205", baseUrl.at(), "a baseUrl has no query", "query", "put it into hardParams");
        }
        var own = local(base.base(), written);
        var path = new ArrayList<>(withoutLastSlash(base.path()));
        path.addAll(own.path());
        return new Address(own.base(), path, own.query());
    }

    private static List<Piece> withoutLastSlash(List<Piece> path) {
        if (path.isEmpty() || !(path.getLast() instanceof Piece.Fixed(var text)) || !text.endsWith("/")) {
            return path;
        }
        var shorter = new ArrayList<>(path);
        shorter.set(path.size() - 1, new Piece.Fixed(text.substring(0, text.length() - 1)));
        return shorter;
    }

    private Address absolute(Masked url) {
        if (url.isAllTags()) {
            return new Address(whole(url), List.of(), List.of());
        }
        var colon = url.mask().indexOf("://");
        var scheme = colon < 0 ? "" : url.text().substring(0, colon);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            refuseScheme(url, scheme);
            return new Address(NOWHERE, List.of(), List.of());
        }
        var start = colon + 3;
        var end = start;
        while (end < url.length() && "/?#".indexOf(url.mask().charAt(end)) < 0) {
            end++;
        }
        return local(base(scheme, url.part(start, end)), url.from(end));
    }

    private void refuseScheme(Masked url, String scheme) {
        if (scheme.isEmpty() || url.part(0, scheme.length()).hasTags()) {
            problems.add(
                    "PB502",
                    url.template().at(),
                    "scheme and host of a url are written down",
                    "neither a path nor an address",
                    "begin it with `/` (then baseUrl stands before it) or with `https://`, or make it one {{…}} that is a whole address");
        } else {
            problems.add("PB505", url.template().at(), "`" + scheme + "` is not https", "scheme", "write https://");
        }
    }

    private Base whole(Masked url) {
        var text = Text.compile(url.template(), scope, problems);
        if (text.single().isEmpty()) {
            problems.add(
                    "PB502",
                    url.template().at(),
                    "a url that is not written down is exactly one tag",
                    "not one tag",
                    "for example \"{{integrator.targetUrl}}\"");
        }
        checkTrusted(text, url);
        return new Base.Whole(text, url.template().toString());
    }

    private Base base(String scheme, Masked authority) {
        var text = Text.compile(authority.template(), scope, problems);
        checkTrusted(text, authority);
        var sample = Authority.read(scheme, authority.sample("1"));
        if (sample.isEmpty()) {
            problems.add(
                    "PB502",
                    authority.template().at(),
                    "`" + authority.template() + "` is not a host",
                    "not a host",
                    "host or host:port, without a user; credentials go into a parameter");
            return NOWHERE;
        }
        return authority.hasTags()
                ? new Base.Composed(scheme, text, authority.template().toString())
                : new Base.Fixed(sample.get());
    }

    private void checkTrusted(Text text, Masked written) {
        text.references().stream()
                .filter(reference -> !TRUSTED.contains(reference.root()))
                .forEach(reference -> problems.add(
                        "PB504",
                        written.template().at(),
                        "`" + reference.text() + "` cannot decide which host is called",
                        "only integrator.* and template.*",
                        "host and port are written down or fields of the integrator or template"));
    }

    /** Path and query behind the host. */
    private Address local(Base base, Masked rest) {
        if (rest.indexOf('#', 0) >= 0) {
            problems.add("PB205", rest.template().at(), "what follows a # is never sent", "fragment", "write %23");
        }
        var question = rest.indexOf('?', 0);
        var path = rest.part(0, question < 0 ? rest.length() : question);
        return new Address(base, path(path), question < 0 ? List.of() : query(rest.from(question + 1)));
    }

    private List<Piece> path(Masked path) {
        if (path.isEmpty()) {
            return List.of();
        }
        var sample = Urls.literal(HOLE.matcher(path.sample("x")).replaceAll("x"));
        Wire.wrongPath(sample)
                .ifPresent(why -> problems.add("PB205", path.template().at(), why, "path", ""));
        return pieces(path, UrlPart.PATH);
    }

    private List<Address.Part> query(Masked query) {
        var parts = new ArrayList<Address.Part>();
        for (var start = 0; start <= query.length(); ) {
            var and = query.indexOf('&', start);
            var end = and < 0 ? query.length() : and;
            if (end > start) {
                parts.add(part(query.part(start, end)));
            }
            start = end + 1;
        }
        return parts;
    }

    private Address.Part part(Masked pair) {
        var equals = pair.indexOf('=', 0);
        var name = equals < 0 ? pair : pair.part(0, equals);
        return new Address.Part(decoded(name), equals < 0 ? List.of() : decoded(pair.from(equals + 1)));
    }

    private List<Piece> decoded(Masked text) {
        try {
            return pieces(text, UrlPart.QUERY);
        } catch (IllegalArgumentException e) {
            problems.add(
                    "PB205",
                    text.template().at(),
                    "in the query of a url " + e.getMessage(),
                    "query",
                    "write %25 for a percent sign");
            return List.of();
        }
    }

    private List<Piece> pieces(Masked text, UrlPart part) {
        var pieces = new ArrayList<Piece>();
        var hole = HOLE.matcher(text.mask());
        var start = 0;
        while (hole.find()) {
            plain(text.part(start, hole.start()).mapped(part::literal), part, pieces);
            pieces.add(holes.piece(hole.group(1), text.part(hole.start(), hole.end()), part, problems));
            start = hole.end();
        }
        plain(text.from(start).mapped(part::literal), part, pieces);
        return pieces;
    }

    private void plain(Masked text, UrlPart part, List<Piece> pieces) {
        if (text.hasTags()) {
            pieces.add(new Piece.Filled(Text.compile(text.template(), scope, problems), part.encoder()));
        } else if (!text.isEmpty()) {
            pieces.add(new Piece.Fixed(text.text()));
        }
    }
}
