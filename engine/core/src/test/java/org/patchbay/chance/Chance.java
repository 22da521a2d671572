package org.patchbay.chance;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where tests of properties have their values from: one value in eight stands at an edge of what is asked for. The same values come in
 * every build; {@code -Dpatchbay.seed=N} asks for others, {@code -Dpatchbay.long=true} for twenty times as many.
 */
public final class Chance {
    private static final int USUAL = 1_000;
    private static final int MORE = 20;
    private static final long SEED = Long.getLong("patchbay.seed", 1);
    private static final List<Integer> EDGES = List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);

    private final RandomGenerator random;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The property holds for a thousand choices. */
    public static void often(Consumer<Chance> property) {
        times(USUAL, property);
    }

    /** The property holds for so many choices; a failure names the seed with which it comes first. */
    public static void times(int tries, Consumer<Chance> property) {
        var last = SEED + (long) tries * (Boolean.getBoolean("patchbay.long") ? MORE : 1);
        for (var seed = SEED; seed < last; seed++) {
            try {
                property.accept(new Chance(seed));
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("-Dpatchbay.seed=" + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    private boolean isEdge() {
        return random.nextInt(8) == 0;
    }

    /** True or false. */
    public boolean yes() {
        return random.nextBoolean();
    }

    /** Any number. */
    public int integer() {
        return isEdge() ? of(EDGES) : random.nextInt();
    }

    /** A number from {@code least} to {@code most}. */
    public int integer(int least, int most) {
        return isEdge() ? of(least, most) : random.nextInt(least, most + 1);
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of these. */
    public <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** What one of these makes. */
    @SafeVarargs
    public final <T> T from(Supplier<T>... makers) {
        return makers[random.nextInt(makers.length)].get();
    }

    /** What is made until it is fit. */
    public static <T> T fit(Supplier<T> maker, Predicate<T> fit) {
        return Stream.generate(maker).filter(fit).findFirst().orElseThrow();
    }

    /** At least {@code least} and at most {@code most} of what is made. */
    public <T> List<T> list(int least, int most, Supplier<T> maker) {
        return Stream.generate(maker).limit(integer(least, most)).toList();
    }

    /** Pieces in a row. */
    public String joined(int least, int most, List<String> pieces) {
        return String.join("", list(least, most, () -> of(pieces)));
    }

    /** Bytes, at most so many. */
    public byte[] bytes(int most) {
        var bytes = new byte[integer(0, most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text of the characters of an alphabet. */
    public String text(String alphabet, int least, int most) {
        var letters = alphabet.codePoints().toArray();
        return text(least, most, () -> letters[random.nextInt(letters.length)]);
    }

    /** A text of any characters, halves of pairs among them. */
    public String text(int most) {
        return text(0, most, () -> from(this::ascii, this::ascii, () -> random.nextInt(0x10000), this::anywhere));
    }

    /** A text of the first 128 characters. */
    public String asciiText(int most) {
        return text(0, most, this::ascii);
    }

    private int ascii() {
        return random.nextInt(0x80);
    }

    private int anywhere() {
        return random.nextInt(Character.MAX_CODE_POINT + 1);
    }

    private String text(int least, int most, Supplier<Integer> character) {
        return IntStream.range(0, integer(least, most))
                .mapToObj(_ -> Character.toString(character.get()))
                .collect(Collectors.joining());
    }
}
