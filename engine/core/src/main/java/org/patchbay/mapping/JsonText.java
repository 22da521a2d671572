package org.patchbay.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.patchbay.exchange.WeighedNodes;

/**
 * Strict JSON (RFC 8259): one value and nothing after it, numbers with all their digits, at most {@link #DEEPEST} levels. Of a repeated
 * key the last value counts.
 */
final class JsonText {
    static final int DEEPEST = 200;

    /** Digits before or after the point that a number may have when it is written out. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private JsonText() {}

    static JsonNode read(byte[] bytes, Optional<Charset> charset) {
        try {
            var reader = READER.with(new Bounded(new Scales(bytes.length), bytes));
            return charset.isEmpty() || charset.get().equals(StandardCharsets.UTF_8)
                    ? reader.readTree(bytes)
                    : reader.readTree(Characters.decode(bytes, charset));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Misfit(
                    "not JSON" + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
        } catch (IOException e) {
            throw new Misfit("not JSON: its bytes are not text in UTF-8, UTF-16 or UTF-32");
        }
    }

    /** Refuses {@code 1e999999999}, a few bytes that would be a gigabyte when written out, and what takes too much memory as a tree. */
    private static final class Bounded extends WeighedNodes {
        private static final long serialVersionUID = 1L;

        Bounded(Scales scales, byte[] text) {
            super(scales::add, text);
        }

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
                throw new Misfit("not readable: a number in it is too long");
            }
            return super.numberNode(number);
        }
    }
}
