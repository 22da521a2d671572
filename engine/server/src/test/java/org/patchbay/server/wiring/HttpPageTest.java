package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.RouteTable.Admins;
import org.patchbay.server.wiring.RouteTable.Ids;
import org.patchbay.server.wiring.RouteTable.Open;
import org.patchbay.server.wiring.RouteTable.Right;
import org.patchbay.server.wiring.RouteTable.Route;
import org.patchbay.server.wiring.RouteTable.Tenants;

/** The page about the HTTP interface; that the table of routes is that of the server is shown by {@link RoutesTest}. */
class HttpPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("patchbay.root", "../..")).resolve("docs/http.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /[^`]*)` \\| ([a-z]+) \\| (.+) \\|$");

    @Test
    void names_every_route_with_whose_it_is_and_no_other() throws IOException {
        var rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(RouteTable.routes(new Ids("e", "p")).stream()
                        .map(HttpPageTest::told)
                        .toList());
    }

    private static String told(Route route) {
        return route.name() + " " + word(route.right());
    }

    private static String word(Right right) {
        return switch (right) {
            case Open() -> "all";
            case Admins(var role) -> role.word();
            case Tenants(var kind, var _) -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
