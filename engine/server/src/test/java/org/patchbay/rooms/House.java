package org.patchbay.rooms;

import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms as the table in {@code docs/architecture.md} has them. */
record House(List<Room> rooms) {

    private static final Pattern ROW = Pattern.compile("\\|\\s*(\\d+)\\s*\\|\\s*`([a-z.]+)`\\s*\\|[^|]*\\|([^|]*)\\|");

    /** One row of the table. */
    record Room(int floor, String name, List<String> libraries) {

        boolean holds(JavaClass type) {
            return (type.getPackageName() + ".").startsWith("org.patchbay." + name + ".");
        }
    }

    static House inDocs(Path root) throws IOException {
        try (var lines = Files.lines(root.resolve("docs/architecture.md"))) {
            return new House(lines.map(ROW::matcher)
                    .filter(row -> row.matches())
                    .map(row -> room(row.group(1), row.group(2), row.group(3)))
                    .toList());
        }
    }

    private static Room room(String floor, String name, String libraries) {
        var names = Stream.of(libraries.split(",")).map(String::strip).filter(library -> !library.isEmpty());
        return new Room(Integer.parseInt(floor), name, names.toList());
    }

    Optional<Room> roomOf(JavaClass type) {
        return rooms.stream()
                .filter(room -> room.holds(type))
                .max(Comparator.comparingInt(room -> room.name().length()));
    }

    Map<String, Long> timesNamed() {
        return rooms.stream().collect(toMap(Room::name, _ -> 1L, Long::sum));
    }
}
