package org.patchbay.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.patchbay.definition.JsonComplaint;
import org.patchbay.exchange.WeighedNodes;

/** JSON of requests and answers: every digit of a number is kept, and what cannot be read is declined with its place. */
public final class Json {
    private static final int DEEPEST = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /** Writes an answer piece by piece. */
    @FunctionalInterface
    public interface Piece {
        void write(JsonGenerator out) throws IOException;
    }

    /** Numbers that would take gigabytes when they are written out are refused, and so are trees that take too much. */
    private static final class Bounded extends WeighedNodes {
        private static final long serialVersionUID = 1L;
        private static final int LARGEST_SCALE = 1_000;

        Bounded(byte[] text) {
            super(new Load(text.length), text);
        }

        @Override
        public ValueNode numberNode(BigDecimal value) {
            if (Math.abs((long) value.scale()) > LARGEST_SCALE) {
                throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "a number has an exponent beyond ±1000")
                        .declined();
            }
            return super.numberNode(value);
        }
    }

    /** What the tree of a body takes of memory, which may be much more than the body. */
    private static final class Load implements LongConsumer {
        private static final long LEAST = 512 << 10;
        private static final int TIMES = 16;

        private final long most;
        private long weight;

        Load(int bytes) {
            most = Math.max(LEAST, (long) TIMES * bytes);
        }

        @Override
        public void accept(long more) {
            weight += more;
            if (weight > most) {
                throw ProblemDetails.of(
                                ProblemCode.BODY_TOO_LARGE,
                                "the body has too many parts: it takes more than " + (most >> 10) + " KiB of memory")
                        .declined();
            }
        }
    }

    /** A body as an object of any keys; no body is an empty one. What knows its keys asks {@link Said}. */
    public static ObjectNode object(Optional<byte[]> body) {
        if (body.isEmpty() || body.get().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (read(body.get()) instanceof ObjectNode object) {
            return object;
        }
        throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "the body must be a JSON object")
                .at("", "a JSON object was expected")
                .declined();
    }

    /** The place of a key, as a JSON pointer (RFC 6901). */
    public static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode tree = READER.with(new Bounded(body)).readValue(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException unreadable) {
            throw unreadable(unreadable);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Declined unreadable(JsonProcessingException unreadable) {
        JsonLocation place = unreadable.getLocation();
        var line = place == null ? 1 : Math.max(1, place.getLineNr());
        var column = place == null ? 1 : Math.max(1, place.getColumnNr());
        return ProblemDetails.of(
                        ProblemCode.BAD_REQUEST,
                        "the body is not JSON: line " + line + ", column " + column + ": "
                                + JsonComplaint.of(unreadable.getOriginalMessage()))
                .with("line", JsonNodeFactory.instance.numberNode(line))
                .with("column", JsonNodeFactory.instance.numberNode(column))
                .declined();
    }

    /** The bytes of a tree. */
    public static byte[] bytes(JsonNode tree) {
        return bytes(out -> out.writeTree(tree));
    }

    /** The bytes of what is written piece by piece. */
    public static byte[] bytes(Piece piece) {
        var factory = MAPPER.getFactory();
        var buffers = factory._getBufferRecycler();
        try (var bytes = new ByteArrayBuilder(buffers)) {
            try (var out = factory.createGenerator(bytes)) {
                piece.write(out);
            }
            return bytes.getClearAndRelease();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            buffers.releaseToPool();
        }
    }
}
