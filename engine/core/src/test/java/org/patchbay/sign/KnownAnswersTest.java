package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.render.Sample;

/** Digests and whole recipes against answers that others computed. */
class KnownAnswersTest {
    private static final String KEY_131 = "aa".repeat(131);

    /** RFC 1321, appendix A.5. */
    @ParameterizedTest
    @CsvSource({
        "'', d41d8cd98f00b204e9800998ecf8427e",
        "a, 0cc175b9c0f1b6a831c399e269772661",
        "abc, 900150983cd24fb0d6963f7d28e17f72",
        "message digest, f96b697d7cb7938d525a2f31aaf161d0",
        "abcdefghijklmnopqrstuvwxyz, c3fcd3d76192e4007dfb496cca67e13b",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, d174ab98d277d9f5a5611c2c9f419d9f",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890, 57edf4a22be3c955ac49da2e2107b67a"
    })
    void md5_of_rfc_1321(String text, String digest) {
        assertThat(Writing.HEX.write(Hash.MD5.of(text.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(digest);
    }

    /** FIPS 180-4 examples (csrc.nist.gov, "SHA examples"). */
    @ParameterizedTest
    @CsvSource({
        "SHA1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void sha_of_abc(Hash hash, String digest) {
        assertThat(Writing.HEX.write(hash.of("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(digest);
    }

    /** RFC 2202, sections 2 and 3: HMAC-MD5 and HMAC-SHA-1. */
    static Stream<Arguments> rfc_2202() {
        return Stream.of(
                arguments(Hash.MD5, "0b".repeat(16), hex("Hi There"), "9294727a3638bb1c13f48ef8158bfc9d"),
                arguments(
                        Hash.MD5, hex("Jefe"), hex("what do ya want for nothing?"), "750c783e6ab0b503eaa86e310a5db738"),
                arguments(Hash.MD5, "aa".repeat(16), "dd".repeat(50), "56be34521d144c88dbb8c733f0e8b3f6"),
                arguments(
                        Hash.MD5,
                        "0102030405060708090a0b0c0d0e0f10111213141516171819",
                        "cd".repeat(50),
                        "697eaf0aca3a3aea3a75164746ffaa79"),
                arguments(Hash.MD5, "0c".repeat(16), hex("Test With Truncation"), "56461ef2342edc00f9bab995690efd4c"),
                arguments(
                        Hash.MD5,
                        "aa".repeat(80),
                        hex("Test Using Larger Than Block-Size Key - Hash Key First"),
                        "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd"),
                arguments(Hash.SHA1, "0b".repeat(20), hex("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"),
                arguments(
                        Hash.SHA1,
                        hex("Jefe"),
                        hex("what do ya want for nothing?"),
                        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
                arguments(Hash.SHA1, "aa".repeat(20), "dd".repeat(50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
                arguments(
                        Hash.SHA1,
                        "aa".repeat(80),
                        hex("Test Using Larger Than Block-Size Key - Hash Key First"),
                        "aa4ae5e15272d00e95705637ce8a3b55ed402112"));
    }

    /** RFC 4231, section 4: HMAC-SHA-256 and HMAC-SHA-512. */
    static Stream<Arguments> rfc_4231() {
        return Stream.of(
                arguments(
                        Hash.SHA256,
                        "0b".repeat(20),
                        hex("Hi There"),
                        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
                arguments(
                        Hash.SHA512,
                        "0b".repeat(20),
                        hex("Hi There"),
                        "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854"),
                arguments(
                        Hash.SHA256,
                        hex("Jefe"),
                        hex("what do ya want for nothing?"),
                        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                arguments(
                        Hash.SHA512,
                        hex("Jefe"),
                        hex("what do ya want for nothing?"),
                        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"),
                arguments(
                        Hash.SHA256,
                        "aa".repeat(20),
                        "dd".repeat(50),
                        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
                arguments(
                        Hash.SHA256,
                        "0102030405060708090a0b0c0d0e0f10111213141516171819",
                        "cd".repeat(50),
                        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
                arguments(
                        Hash.SHA256,
                        KEY_131,
                        hex("Test Using Larger Than Block-Size Key - Hash Key First"),
                        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
                arguments(
                        Hash.SHA512,
                        KEY_131,
                        hex("Test Using Larger Than Block-Size Key - Hash Key First"),
                        "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"));
    }

    @ParameterizedTest
    @MethodSource({"rfc_2202", "rfc_4231"})
    void hmac_of_the_rfcs(Hash hash, String key, String data, String digest) {
        var mac = hash.of(HexFormat.of().parseHex(data), HexFormat.of().parseHex(key));

        assertThat(Writing.HEX.write(mac)).isEqualTo(digest);
    }

    static Stream<Arguments> recipes() {
        return Sample.json(resource("/org/patchbay/sign/recipes.yaml")).properties().stream()
                .map(recipe -> arguments(recipe.getKey(), recipe.getValue().toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void each_recipe_gives_its_known_answer(String name, String yaml) {
        var problems = new Problems();

        Signing.check(name, Sample.signature(Sample.json(yaml)), problems);

        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
    }

    @Test
    void each_shipped_signature_gives_its_known_answer() {
        var shipped =
                Sample.json(resource("/org/patchbay/config/well-known.yaml")).path("signatures");

        assertThat(shipped.size()).isGreaterThanOrEqualTo(12);
        for (var entry : shipped.properties()) {
            var problems = new Problems();
            Signing.check(entry.getKey(), Sample.signature(entry.getValue()), problems);
            assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
        }
    }

    static Stream<Arguments> sigv4() {
        return Sample.json(resource("/org/patchbay/sign/sigv4.yaml")).properties().stream()
                .map(one -> arguments(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sigv4")
    void each_request_of_the_sigv4_suite_gets_its_signature(String name, JsonNode one) {
        var shipped = Sample.json(resource("/org/patchbay/config/well-known.yaml"));
        ObjectNode recipe = shipped.path("signatures").path("aws-sigv4").deepCopy();
        ObjectNode vector = recipe.path("vectors").path(0).deepCopy();
        vector.set("request", one.path("request"));
        vector.putObject("expect").set("mac", one.path("mac"));
        recipe.putArray("vectors").add(vector);
        var problems = new Problems();

        Signing.check(name, Sample.signature(recipe), problems);

        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String resource(String path) {
        try (var in = Objects.requireNonNull(KnownAnswersTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
