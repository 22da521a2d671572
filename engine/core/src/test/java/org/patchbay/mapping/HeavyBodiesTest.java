package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.exchange.Weight;

/** Bodies of the usual limit that take as much memory as they can be made to take (promise 29). */
class HeavyBodiesTest {
    private static final int LIMIT = 2 << 20;
    private static final int SIXTEEN_MEGABYTES = 16_000_000;

    private static Arguments body(String type, String head, String again, String tail) {
        var times = (LIMIT - head.length() - tail.length()) / again.length();
        return Arguments.of(type, again, head + again.repeat(times) + tail);
    }

    private static String keys() {
        return IntStream.range(0, LIMIT / 11)
                .mapToObj("%d:1"::formatted)
                .map(key -> "\"k" + key.replace(":", "\":"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static Stream<Arguments> heavy() {
        return Stream.of(
                body("application/json", "[", "{},", "0]"),
                body("application/json", "[", "[],", "0]"),
                body("application/json", "[", "{\"\":[]},", "0]"),
                body("application/json", "[", "\"\",", "0]"),
                body("application/json", "[", "1.5,", "0]"),
                Arguments.of("application/json", "keys of their own", keys()),
                body("application/xml", "<a>", "<b c=''/>", "</a>"),
                body("application/xml", "<a>", "<b>c</b>", "</a>"),
                body("application/x-www-form-urlencoded", "", "a&", ""),
                body("text/csv", "a,b\n", "c\n", ""));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("heavy")
    void what_is_light_as_a_text_and_heavy_as_a_tree_is_not_read(String type, String again, String text) {
        assertThat(read(type, text))
                .isInstanceOfSatisfying(
                        ReplyBody.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .isEqualTo("not readable: as a tree it takes more than 14 MiB of memory"));
    }

    static Stream<Arguments> ordinary() {
        return Stream.of(
                body(
                        "application/json",
                        "[",
                        "{\"id\":\"7f3a91c2\",\"fullName\":\"Nguyen Van An\",\"phoneNumber\":\"+84901234567\",\"email\":\"an@example.com\",\"note\":\"asked to be called back in the afternoon, not before two\"},",
                        "{}]"),
                body(
                        "application/xml",
                        "<a>",
                        "<contact><fullName>Nguyen Van An</fullName><phoneNumber>+84901234567</phoneNumber></contact>",
                        "</a>"),
                body(
                        "text/csv",
                        "id,name,phone\n",
                        "7f3a91c2,Nguyen Van An of the Shop,+84901234567,and more of it that somebody wrote down when they called\n",
                        ""));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("ordinary")
    void what_is_ordinary_is_read_up_to_the_limit_and_takes_no_more_than_sixteen_megabytes(
            String type, String again, String text) {
        assertThat(read(type, text))
                .isInstanceOfSatisfying(
                        ReplyBody.Read.class,
                        read -> assertThat(text.length() + Weight.of(read.tree()))
                                .isLessThan(SIXTEEN_MEGABYTES));
    }

    private static ReplyBody read(String type, String text) {
        return ReplyBody.of(Optional.of(type), text.getBytes(StandardCharsets.UTF_8), ResponseFormat.AUTO);
    }
}
