package org.patchbay.sign;

import java.security.MessageDigest;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** A hash function: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4), each plain or with a key (RFC 2104). */
enum Hash {
    MD5,
    SHA1,
    SHA256,
    SHA384,
    SHA512;

    /** Methods that hash, by their words. */
    static final Map<String, Hash> PLAIN =
            Map.of("md5", MD5, "sha1", SHA1, "sha256", SHA256, "sha384", SHA384, "sha512", SHA512);

    /** Methods that hash with a key, by their words. */
    static final Map<String, Hash> KEYED =
            Map.of("hmacMd5", MD5, "hmacSha1", SHA1, "hmacSha256", SHA256, "hmacSha384", SHA384, "hmacSha512", SHA512);

    byte[] of(byte[] input) {
        return digest().digest(input);
    }

    private MessageDigest digest() {
        return switch (this) {
            case MD5 -> DigestUtils.getMd5Digest();
            case SHA1 -> DigestUtils.getSha1Digest();
            case SHA256 -> DigestUtils.getSha256Digest();
            case SHA384 -> DigestUtils.getSha384Digest();
            case SHA512 -> DigestUtils.getSha512Digest();
        };
    }

    /** The keyed hash; the key is not empty. */
    byte[] of(byte[] input, byte[] key) {
        return HmacUtils.getInitializedMac(algorithm(), key).doFinal(input);
    }

    private HmacAlgorithms algorithm() {
        return switch (this) {
            case MD5 -> HmacAlgorithms.HMAC_MD5;
            case SHA1 -> HmacAlgorithms.HMAC_SHA_1;
            case SHA256 -> HmacAlgorithms.HMAC_SHA_256;
            case SHA384 -> HmacAlgorithms.HMAC_SHA_384;
            case SHA512 -> HmacAlgorithms.HMAC_SHA_512;
        };
    }
}
