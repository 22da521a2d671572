package org.patchbay.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.rooms.House.Room;

class RoomsTest {

    private static House house;
    private static JavaClasses classes;

    @BeforeAll
    static void reads_the_table_and_the_classes() throws IOException {
        house = House.inDocs(Path.of(System.getProperty("patchbay.root")));
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages("org.patchbay");
    }

    @Test
    void each_row_of_the_table_is_a_room_that_exists() {
        assertThat(house.rooms()).hasSizeGreaterThan(20);
        assertThat(house.timesNamed())
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(house.rooms())
                .allSatisfy(room -> assertThat(classes).as(room.name()).anyMatch(room::holds));
    }

    @Test
    void each_class_lives_in_a_room_of_the_table() {
        assertThat(classes).filteredOn(type -> house.roomOf(type).isEmpty()).isEmpty();
    }

    @Test
    void each_library_of_the_table_is_known_here() {
        assertThat(house.rooms()).flatMap(Room::libraries).allMatch(Library::isKnown);
    }

    @Test
    void a_room_imports_only_rooms_on_lower_floors() {
        assertThat(dependencies(RoomsTest::climbs)).isEmpty();
    }

    @Test
    void a_room_uses_only_the_libraries_in_its_row() {
        assertThat(dependencies(RoomsTest::isForeign)).isEmpty();
    }

    @Test
    void the_core_prints_nothing_to_the_console() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.patchbay.server..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(classes);
    }

    @Test
    void the_core_knows_no_framework() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.patchbay.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "org.patchbay.server..")
                .check(classes);
    }

    private static List<String> dependencies(BiPredicate<Room, JavaClass> wrong) {
        return classes.stream()
                .flatMap(type -> house.roomOf(type).stream().flatMap(room -> dependencies(room, type, wrong)))
                .distinct()
                .toList();
    }

    private static Stream<String> dependencies(Room room, JavaClass type, BiPredicate<Room, JavaClass> wrong) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(arrow -> wrong.test(room, target(arrow)))
                .map(arrow -> room.name() + " (floor " + room.floor() + "): " + arrow.getDescription());
    }

    private static JavaClass target(Dependency arrow) {
        return arrow.getTargetClass().getBaseComponentType();
    }

    private static boolean climbs(Room room, JavaClass target) {
        return house.roomOf(target)
                .filter(other -> !other.equals(room) && other.floor() >= room.floor())
                .isPresent();
    }

    private static boolean isForeign(Room room, JavaClass target) {
        return !target.isPrimitive()
                && !target.getPackageName().startsWith("org.patchbay")
                && !Library.allows(room.libraries(), target.getName());
    }
}
