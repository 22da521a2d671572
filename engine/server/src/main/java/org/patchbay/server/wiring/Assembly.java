package org.patchbay.server.wiring;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.netty.channel.EventLoopGroupFactory;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.patchbay.config.DirectorySource;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Limits;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Tools;
import org.patchbay.server.admin.About;
import org.patchbay.server.admin.Configuration;
import org.patchbay.server.admin.Documents;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlStore;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.server.outbound.EventLoops;
import org.patchbay.server.outbound.MicronautTransports;
import org.patchbay.server.wiring.ServerSettings.Source;
import org.patchbay.sign.StrongRandom;
import org.patchbay.spi.SecretSource;
import org.patchbay.store.Revisions.Kept;
import org.patchbay.store.Store;

/** Builds a server's parts by plain constructors; the framework is handed what it shall serve. */
final class Assembly {
    private static final Set<String> OWN_VARIABLES =
            Set.of("PATCHBAY_MASTER_KEY", "PATCHBAY_DATASOURCE", "PATCHBAY_KEY", "PATCHBAY_INSTALLATION_KEY");

    private final ServerSettings settings;
    private final Consumer<String> say;

    Assembly(ServerSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    /** Framework and store know nothing of each other, so that they can be made at the same time. */
    Server.Parts parts() {
        var framework = Task.begun("framework", this::context);
        try {
            return parts(framework, store(settings));
        } catch (RuntimeException | Error failure) {
            framework.result().close();
            throw failure;
        }
    }

    private Server.Parts parts(Task<ApplicationContext> framework, Store store) {
        try {
            return parts(framework.result(), store);
        } catch (RuntimeException | Error failure) {
            store.close();
            throw failure;
        }
    }

    private Server.Parts parts(ApplicationContext context, Store store) {
        var clock = InstantSource.system();
        var loops = EventLoops.ofServer(
                context.getBean(EventLoopGroupRegistry.class), context.getBean(EventLoopGroupFactory.class));
        var transports = new MicronautTransports(loops, version());
        var engine = new Engine(new Tools(store, transports, secrets(store), clock, new StrongRandom()));
        LoggedMessage.through(text -> engine.discretion().shown(text));
        var configuration = new Configuration(engine, () -> documents(store), new Announcements(engine, say));
        var admission = new Admission();
        var about = new About(version(), node(), clock.instant());
        variable("PATCHBAY_INSTALLATION_KEY")
                .ifPresent(text -> store.keys().put(KeyMint.installationKnown(text, clock.instant())));
        var adminKey = AdminKey.at(settings.data(), store.keys(), clock.instant());
        context.registerSingleton(engine);
        context.registerSingleton(configuration);
        context.registerSingleton(admission);
        context.registerSingleton(about);
        var rounds = new Rounds(engine, configuration, about, settings.shared());
        return new Server.Parts(context, store, transports, engine, configuration, admission, adminKey, rounds);
    }

    static Store store(ServerSettings settings) {
        var masterKey = variable("PATCHBAY_MASTER_KEY").map(Secret::of);
        return settings.datasource()
                .map(address -> MysqlAddress.parse(address.reveal()))
                .<Store>map(address -> lease().<Store>map(
                                lease -> MysqlStore.open(address, settings.data(), masterKey, lease))
                        .orElseGet(() -> MysqlStore.open(address, settings.data(), masterKey)))
                .orElseGet(() -> SqliteStore.open(settings.data(), masterKey));
    }

    /** How long a node may be silent before others go on with its lanes, where somebody says it. */
    private static Optional<Duration> lease() {
        return variable("PATCHBAY_LEASE").flatMap(Durations::parse);
    }

    /** What documents may name. The keys to everything are not among it: who writes documents has them sent where he likes. */
    private List<SecretSource> secrets(Store store) {
        var variables = new HashMap<>(System.getenv());
        OWN_VARIABLES.forEach(variables::remove);
        return List.of(
                SecretSources.environment(variables),
                SecretSources.filesOutside(settings.data(), Path.of("/proc")),
                SecretSources.stored(store.secrets()));
    }

    private Documents documents(Store store) {
        if (settings.source() == Source.DATABASE) {
            var kept = store.revisions().newest();
            return new Documents(kept.map(Kept::documents).orElse(Map.of()), List.of());
        }
        var read = DirectorySource.read(settings.configuration());
        return new Documents(read.documents(), read.problems());
    }

    private ApplicationContext context() {
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .bootstrapEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .properties(properties())
                .start();
    }

    private Map<String, Object> properties() {
        return Map.of(
                "micronaut.application.name",
                "patchbay",
                "micronaut.server.cors.localhost-pass-through",
                true,
                "micronaut.server.host",
                settings.host(),
                "micronaut.server.port",
                settings.port() == 0 ? -1 : settings.port(),
                "micronaut.server.max-request-size",
                Limits.LARGEST_REQUEST,
                "micronaut.server.date-header",
                true,
                "micronaut.server.netty.keep-alive-on-server-error",
                true);
    }

    static String version() {
        return Optional.ofNullable(Assembly.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private static String node() {
        return variable("PATCHBAY_NODE").or(() -> variable("HOSTNAME")).orElse("local");
    }

    static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
