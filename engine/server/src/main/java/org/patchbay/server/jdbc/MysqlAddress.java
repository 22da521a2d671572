package org.patchbay.server.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.Secret;
import org.patchbay.store.StoreUnavailable;

/**
 * Where a MySQL or MariaDB server is, and who we are there.
 *
 * @param url for the driver, without user and password
 */
public record MysqlAddress(String url, Optional<String> user, Optional<Secret> password) {
    private static final Set<String> SCHEMES = Set.of("mysql", "mariadb");
    private static final String EXPECTED = "expected mysql://user:password@host:3306/database";

    /** What the driver is told unless the address says otherwise; times in milliseconds. */
    private static final Map<String, String> USUAL = Map.of(
            "connectTimeout", "3000",
            "socketTimeout", "10000",
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "250",
            "prepStmtCacheSqlLimit", "4096",
            "useServerPrepStmts", "true",
            "characterEncoding", "UTF-8",
            "connectionTimeZone", "UTC",
            "sessionVariables", "innodb_lock_wait_timeout=5");

    /** Reads {@code mysql://user:password@host:port/database}, also with {@code jdbc:} before it and {@code mariadb} in it. */
    public static MysqlAddress parse(String text) {
        try {
            var address = new URI(text.startsWith("jdbc:") ? text.substring(5) : text);
            var database = Optional.ofNullable(address.getPath()).filter(path -> path.length() > 1);
            if (address.getHost() == null || database.isEmpty() || !SCHEMES.contains(address.getScheme())) {
                throw new StoreUnavailable("the address of the database is not complete; " + EXPECTED);
            }
            return of(address);
        } catch (URISyntaxException unreadable) {
            // The cause would show the password.
            throw new StoreUnavailable("the address of the database cannot be read; " + EXPECTED);
        }
    }

    /** The server and the database, for admins. */
    String place() {
        return url.substring("jdbc:".length(), url.indexOf('?'));
    }

    private static MysqlAddress of(URI address) {
        var who = Optional.ofNullable(address.getRawUserInfo()).map(text -> text.split(":", 2));
        var port = address.getPort() < 0 ? 3306 : address.getPort();
        var url = "jdbc:mysql://" + address.getHost() + ":" + port + address.getPath() + "?" + settings(address);
        return new MysqlAddress(
                url,
                who.map(parts -> decoded(parts[0])),
                who.filter(parts -> parts.length == 2).map(parts -> Secret.of(decoded(parts[1]))));
    }

    private static String settings(URI address) {
        var settings = new LinkedHashMap<>(USUAL);
        Optional.ofNullable(address.getQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair.length == 2 ? pair[1] : ""));
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
