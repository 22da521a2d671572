package org.patchbay.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The records of pretended calls at a pretended partner, with everything that was written into them. Thread-safe. */
final class Shelf {
    private static final Pattern CALL = Pattern.compile("c-sim-(\\d+)");
    private static final Pattern PHONE = Pattern.compile("(?:84|0)90(1\\d{6})(?!\\d)");
    private static final int FIRST = 700_001;
    private static final int PHONES = 1_000_000;

    private final Map<Integer, Kept> records = new LinkedHashMap<>();
    private final List<String> strays = new ArrayList<>();

    /** A record: the call it is of, and every write to it. */
    record Kept(int call, List<String> writes) {}

    /** The number of the call that a request is about. */
    static Optional<Integer> call(String request) {
        var named = CALL.matcher(request);
        if (named.find()) {
            return Optional.of(Integer.valueOf(named.group(1)));
        }
        var phone = PHONE.matcher(request);
        return phone.find() ? Optional.of(Integer.parseInt(phone.group(1)) - PHONES) : Optional.empty();
    }

    synchronized int create(String endpoint, String request) {
        var id = FIRST + records.size();
        var call = call(request);
        if (call.isEmpty()) {
            strays.add("`" + endpoint + "` says neither the call nor the phone number");
        }
        records.put(id, new Kept(call.orElse(0), new ArrayList<>(List.of(request))));
        return id;
    }

    synchronized Optional<Integer> find(String request) {
        return call(request)
                .flatMap(call -> records.entrySet().stream()
                        .filter(record -> record.getValue().call() == call)
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    synchronized void update(String endpoint, String request) {
        var record = records.entrySet().stream()
                .filter(known -> request.contains(known.getKey().toString()))
                .findFirst();
        record.ifPresentOrElse(
                known -> known.getValue().writes().add(request),
                () -> strays.add("`" + endpoint + "` changes a record that does not exist"));
    }

    /** Records of a call, each as its writes. */
    synchronized List<List<String>> of(int call) {
        return records.values().stream()
                .filter(record -> record.call() == call)
                .map(record -> List.copyOf(record.writes()))
                .toList();
    }

    /** What came and belongs to nothing. */
    synchronized List<String> strays() {
        return List.copyOf(strays);
    }
}
