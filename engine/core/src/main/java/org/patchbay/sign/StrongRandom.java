package org.patchbay.sign;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * Random bits that cannot be guessed, for many at once: the generator of the platform has one lock for all, so it is asked for many bits at
 * a time, and who needs some takes them where nobody else does at that moment. Thread-safe.
 */
public final class StrongRandom implements RandomGenerator {
    private static final int AT_ONCE = 4_096;

    private final SecureRandom source = new SecureRandom();
    private final Queue<ByteBuffer> supplies = new ConcurrentLinkedQueue<>();

    @Override
    public long nextLong() {
        var bytes = new byte[Long.BYTES];
        nextBytes(bytes);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (bytes.length > AT_ONCE) {
            source.nextBytes(bytes);
            return;
        }
        var idle = supplies.poll();
        var supply = idle != null && idle.remaining() >= bytes.length ? idle : fresh();
        var from = supply.position();
        supply.get(bytes);
        // What was given is known to nobody but its taker.
        supply.put(from, new byte[bytes.length]);
        supplies.add(supply);
    }

    private ByteBuffer fresh() {
        var bytes = new byte[AT_ONCE];
        source.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
