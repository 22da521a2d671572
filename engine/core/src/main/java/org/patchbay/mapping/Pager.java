package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.patchbay.definition.Pages;
import org.patchbay.definition.Pages.By;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Reference;

/**
 * Leads from one page to the next: until the reply says no more {@code next}, a page is empty, or {@code total} is reached.
 * Compiled once, thread-safe.
 */
public record Pager(By by, Optional<Long> size, long start, boolean asks, int max) {
    /** Compiles what a document says. */
    public static Pager of(Pages pages) {
        return new Pager(
                pages.by(),
                pages.size(),
                pages.first().orElse(pages.by() == By.PAGE ? 1L : 0L),
                pages.next().isPresent() || pages.by() == By.LINK || pages.by() == By.CURSOR,
                pages.max());
    }

    /** The first page. */
    public Position first() {
        return new Position(MissingNode.getInstance(), by == By.OFFSET ? start : 0, by == By.PAGE ? start : 1, 0);
    }

    /** What {@code page.…} reads on the request for that page. */
    public ObjectNode values(Position position) {
        var values = position.json();
        size.ifPresent(count -> values.put("size", count));
        return values;
    }

    /** The page after that one; empty when it was the last. */
    public Optional<Position> after(Position position, Mapper.Mapped page) {
        return after(position, page, page.result().map(Joining::elements).orElse(0));
    }

    /**
     * The page after that one; empty when it was the last.
     *
     * @param elements how many elements came with it
     */
    public Optional<Position> after(Position position, Mapper.Mapped page, int elements) {
        var next = next(page.onward().path(Onward.NEXT));
        if (asks && next.isMissingNode() || elements == 0) {
            return Optional.empty();
        }
        var offset = position.offset() + size.orElse((long) elements);
        var before = position.before() + elements;
        var reached = by == By.OFFSET ? offset - start : before;
        return isAll(page.onward().path(Onward.TOTAL), reached)
                ? Optional.empty()
                : Optional.of(new Position(next, offset, position.number() + 1, before));
    }

    /** Null, false and an empty text say that there is no more. */
    private JsonNode next(JsonNode said) {
        if (Reference.isAbsent(said) || said.isBoolean() && !said.booleanValue()) {
            return MissingNode.getInstance();
        }
        if (by == By.LINK && said.isTextual() && said.asText().startsWith("<")) {
            return LinkHeader.next(said.asText())
                    .<JsonNode>map(TextNode::valueOf)
                    .orElseGet(MissingNode::getInstance);
        }
        return Scalars.text(said).isEmpty() && !said.isContainerNode() ? MissingNode.getInstance() : said;
    }

    private static boolean isAll(JsonNode total, long reached) {
        try {
            var text = Scalars.text(total);
            return !text.isEmpty()
                    && text.length() <= 20
                    && new BigDecimal(text).compareTo(BigDecimal.valueOf(reached)) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
