package org.patchbay.server.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What {@code cut.c} wrote down about a process, and what a cut of the power at some moment leaves of its files. */
record CutLog(Path root, List<Entry> entries) {
    private static final int HEAD = 1 + Integer.BYTES;

    /** One record; what its parts mean is said in {@code cut.c}. */
    record Entry(char operation, String path, long number, byte[] bytes) {}

    /** What becomes of writes that no sync has covered. */
    enum Unsynced {
        DROPPED,
        /** Each of them is there or not, by chance. */
        HALF_KEPT
    }

    static CutLog read(Path root, Path log) throws IOException {
        var buffer = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.nativeOrder());
        var entries = new ArrayList<Entry>();
        for (var entry = next(buffer); entry.isPresent(); entry = next(buffer)) {
            entry.filter(one -> !one.path().endsWith("-shm") && !one.path().equals(root.toString()))
                    .ifPresent(entries::add);
        }
        return new CutLog(root, entries);
    }

    /** Empty at the end, also in the middle of a record that the process did not finish. */
    private static Optional<Entry> next(ByteBuffer buffer) {
        if (buffer.remaining() < HEAD) {
            return Optional.empty();
        }
        var operation = (char) buffer.get();
        var path = buffer.getInt();
        if (buffer.remaining() < path + Long.BYTES + Integer.BYTES) {
            return Optional.empty();
        }
        var name = new String(taken(buffer, path), StandardCharsets.UTF_8);
        var number = buffer.getLong();
        var size = buffer.getInt();
        return buffer.remaining() < size
                ? Optional.empty()
                : Optional.of(new Entry(operation, name, number, taken(buffer, size)));
    }

    private static byte[] taken(ByteBuffer buffer, int size) {
        var bytes = new byte[size];
        buffer.get(bytes);
        return bytes;
    }

    int size() {
        return entries.size();
    }

    /** What had been printed, whole lines. */
    List<String> printed(int cut) {
        var text = new ByteArrayOutputStream();
        entries.subList(0, cut).stream()
                .filter(entry -> entry.operation() == 'A')
                .forEach(entry -> text.writeBytes(entry.bytes()));
        return text.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.endsWith(" ."))
                .toList();
    }

    /** Writes the files that a cut before this entry leaves. Names of files count as safe at once. */
    void replay(int cut, Unsynced unsynced, Random random, Path into) throws IOException {
        var safe = safe(cut);
        Map<String, Image> files = new LinkedHashMap<>();
        for (var number = 0; number < cut; number++) {
            var entry = entries.get(number);
            var kept = safe.contains(number) || unsynced == Unsynced.HALF_KEPT && random.nextBoolean();
            apply(entry, kept, files);
        }
        for (var file : files.entrySet()) {
            var target = into.resolve(root.relativize(Path.of(file.getKey())).toString());
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, file.getValue().bytes());
        }
    }

    private static void apply(Entry entry, boolean kept, Map<String, Image> files) {
        switch (entry.operation()) {
            case 'C' -> files.computeIfAbsent(entry.path(), _ -> new Image()).emptied(entry.number() == 1 && kept);
            case 'U' -> files.remove(entry.path());
            case 'R' ->
                Optional.ofNullable(files.remove(entry.path()))
                        .ifPresent(image -> files.put(new String(entry.bytes(), StandardCharsets.UTF_8), image));
            case 'W', 'T' -> {
                if (kept) {
                    files.computeIfAbsent(entry.path(), _ -> new Image()).change(entry);
                }
            }
            default -> {}
        }
    }

    /** Writes that a sync had covered which was over before the cut. */
    private Set<Integer> safe(int cut) {
        Map<String, List<Integer>> open = new LinkedHashMap<>();
        Map<Long, List<Integer>> syncing = new LinkedHashMap<>();
        var safe = new HashSet<Integer>();
        for (var number = 0; number < cut; number++) {
            var entry = entries.get(number);
            switch (entry.operation()) {
                case 'C', 'W', 'T' ->
                    open.computeIfAbsent(entry.path(), _ -> new ArrayList<>()).add(number);
                case 'B' -> syncing.put(entry.number(), List.copyOf(open.getOrDefault(entry.path(), List.of())));
                case 'E' -> {
                    var covered = syncing.getOrDefault(entry.number(), List.of());
                    safe.addAll(covered);
                    open.getOrDefault(entry.path(), new ArrayList<>()).removeAll(new HashSet<>(covered));
                }
                default -> {}
            }
        }
        return safe;
    }

    /** A file as the disk has it. */
    private static final class Image {
        private byte[] bytes = new byte[0];
        private int size;

        void emptied(boolean really) {
            size = really ? 0 : size;
        }

        void change(Entry entry) {
            var end = Math.toIntExact(entry.number()) + entry.bytes().length;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            if (entry.operation() == 'T') {
                Arrays.fill(bytes, Math.min(size, end), Math.max(size, end), (byte) 0);
                size = end;
            } else {
                System.arraycopy(entry.bytes(), 0, bytes, end - entry.bytes().length, entry.bytes().length);
                size = Math.max(size, end);
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
