package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;

/**
 * Every digest and every keyed hash of the format as a block that is compiled and run: known answers in both directions, and what must not
 * be taken for them, in the manner of Project Wycheproof.
 */
class DigestVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String OTHER_KEY = "00".repeat(32);

    /** RFC 1321 A.5, FIPS 180-4 with its examples (csrc.nist.gov), and the empty text (RFC 6234 §8.5). */
    @ParameterizedTest
    @CsvSource({
        "md5, '', d41d8cd98f00b204e9800998ecf8427e",
        "md5, a, 0cc175b9c0f1b6a831c399e269772661",
        "md5, abc, 900150983cd24fb0d6963f7d28e17f72",
        "md5, message digest, f96b697d7cb7938d525a2f31aaf161d0",
        "md5, abcdefghijklmnopqrstuvwxyz, c3fcd3d76192e4007dfb496cca67e13b",
        "md5, ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, d174ab98d277d9f5a5611c2c9f419d9f",
        "md5, 12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
                + " 57edf4a22be3c955ac49da2e2107b67a",
        "sha1, '', da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha1, abc, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha1, abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq, 84983e441c3bd26ebaae4aa1f95129e5e54670f1",
        "sha256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256, abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "sha512, '',"
                + " cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        "sha512, abc,"
                + " ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "sha512, abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c33596fd15c13b1b07f9aa1d3bea57789ca031ad85c7a71dd70354ec631238ca3445"
    })
    void digests_give_their_known_answers_and_know_them_again(String method, String text, String digest) {
        var block = "values: { v: { " + method + ": \"{{request.body}}\" } }\ncarry: { header.X-Sum: \"{{v}}\" }\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(VerifyingSamples.signed(block, text).header("X-Sum")).contains(digest);
        assertThat(isGenuine(block, digest, bytes, "00")).isTrue();
        refuses(block, digest, bytes, "00");
    }

    /** RFC 2202 §2 and §3, RFC 4231 §4; keys and texts that are not UTF-8 among them. */
    @ParameterizedTest
    @MethodSource({"org.patchbay.sign.KnownAnswersTest#rfc_2202", "org.patchbay.sign.KnownAnswersTest#rfc_4231"})
    void keyed_hashes_give_their_known_answers_and_know_them_again(Hash hash, String key, String data, String digest) {
        var method = method(hash);
        if (method.isEmpty()) {
            return;
        }
        var block = "values: { v: { " + method.get()
                + ": \"{{request.body}}\", key: \"{{integrator.secret}}\", keyAs: hex } }\n"
                + "carry: { header.X-Sum: \"{{v}}\" }\n";
        var bytes = HEX.parseHex(data);

        text(bytes)
                .ifPresent(text -> assertThat(
                                VerifyingSamples.signed(block, text, VerifyingSamples.values("secret", key))
                                        .header("X-Sum"))
                        .contains(digest));
        assertThat(isGenuine(block, digest, bytes, key)).isTrue();
        assertThat(isGenuine(block, digest, bytes, OTHER_KEY)).isFalse();
        assertThat(isGenuine(block, digest, bytes, key + "01")).isFalse();
        refuses(block, digest, bytes, key);
    }

    /** A key of less than a block and the same with zeros behind it give the same hash (RFC 2104 §2): known, and no fault of ours. */
    @ParameterizedTest
    @CsvSource({"hmacMd5", "hmacSha1", "hmacSha256", "hmacSha512"})
    void a_key_of_zeros_is_a_key_and_an_empty_one_is_none(String method) {
        var block =
                "values: { v: { " + method + ": \"{{request.body}}\", key: \"{{integrator.secret}}\", keyAs: hex } }\n"
                        + "carry: { header.X-Sum: \"{{v}}\" }\n";
        var zeros = VerifyingSamples.signed(block, "x", VerifyingSamples.values("secret", "00"))
                .header("X-Sum")
                .orElseThrow();

        assertThat(isGenuine(block, zeros, new byte[] {'x'}, "0000")).isTrue();
        assertThat(isGenuine(block, zeros, new byte[] {'x'}, "01")).isFalse();
        assertThat(isGenuine(block, zeros, new byte[] {'x'}, "")).isFalse();
    }

    private static Optional<String> method(Hash hash) {
        return Hash.KEYED.entrySet().stream()
                .filter(entry -> entry.getValue() == hash)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static boolean isGenuine(String block, String carried, byte[] body, String key) {
        var request = new Request(
                Method.POST, new Origin("https", "us.test", 443), "/in", List.of(new Pair("X-Sum", carried)), body);
        var verdict = VerifyingSamples.verify(
                block, request, VerifyingSamples.NOW, VerifyingSamples.ANY, VerifyingSamples.values("secret", key));
        return verdict instanceof Verdict.Genuine;
    }

    private static void refuses(String block, String digest, byte[] body, String key) {
        forged(HEX.parseHex(digest))
                .forEach((how, carried) -> assertThat(isGenuine(block, carried, body, key))
                        .describedAs(how)
                        .isFalse());
        var longer = java.util.Arrays.copyOf(body, body.length + 1);
        assertThat(isGenuine(block, digest, longer, key)).isFalse();
        assertThat(isGenuine("ignoreCase: true\n" + block, digest.toUpperCase(Locale.ROOT), body, key))
                .isTrue();
    }

    /** What is almost the answer. */
    private static Map<String, String> forged(byte[] tag) {
        var forged = new LinkedHashMap<String, String>();
        for (var bit : bits(tag.length)) {
            var changed = tag.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            forged.put("bit " + bit + " is different", HEX.formatHex(changed));
        }
        var whole = HEX.formatHex(tag);
        for (var length : List.of(0, 2, 8, whole.length() / 2, whole.length() - 2, whole.length() - 1)) {
            forged.put("cut after " + length, whole.substring(0, length));
        }
        forged.put("longer", whole + "00");
        forged.put("twice", whole + whole);
        forged.put("zeros", "00".repeat(tag.length));
        forged.put("ones", "ff".repeat(tag.length));
        forged.put("capitals", whole.toUpperCase(Locale.ROOT));
        forged.put("a blank before it", " " + whole);
        forged.put("as base64", java.util.Base64.getEncoder().encodeToString(tag));
        forged.put("the wrong way round", new StringBuilder(whole).reverse().toString());
        return forged;
    }

    private static List<Integer> bits(int bytes) {
        var bits = new ArrayList<Integer>();
        for (var bit = 0; bit < bytes * 8; bit += bit % 8 == 7 ? 9 : 7) {
            bits.add(bit);
        }
        return bits;
    }
}
