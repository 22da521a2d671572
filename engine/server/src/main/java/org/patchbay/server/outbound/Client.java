package org.patchbay.server.outbound;

import io.micronaut.buffer.netty.NettyByteBufferFactory;
import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.core.annotation.AnnotationMetadataResolver;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.bind.DefaultRequestBinderRegistry;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ContextlessMessageBodyHandlerRegistry;
import io.micronaut.http.body.stream.AvailableByteArrayBody;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.HttpClientConfiguration.ConnectionPoolConfiguration.ConnectionLocality;
import io.micronaut.http.client.filter.DefaultHttpClientFilterResolver;
import io.micronaut.http.client.netty.DefaultHttpClient;
import io.micronaut.http.client.netty.ssl.NettyClientSslBuilder;
import io.micronaut.http.codec.MediaTypeCodecRegistry;
import io.micronaut.runtime.ApplicationConfiguration;
import io.micronaut.websocket.context.WebSocketBeanRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.patchbay.exchange.Origin;

/** Micronaut's client with its connections, all made under one guard. Thread-safe. */
final class Client implements AutoCloseable {
    static final int LARGEST_HEAD = 32 * 1_024;
    private static final int ORIGINS = 4_096;
    /** To one partner; four times of what background work does at once, so that who waits for an answer does not wait for a connection. */
    private static final int CONNECTIONS = 1_024;

    private static final int WAITING = 1_024;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final DefaultHttpClient http;
    private final String userAgent;
    private final Map<Origin, URI> origins = new ConcurrentHashMap<>();

    Client(EventLoops loops, AddressResolverGroup<?> resolvers, int largestReply, String userAgent) {
        this.userAgent = userAgent;
        this.http = http(loops, resolvers, largestReply);
    }

    /** True when it has met so many partners that its books on them should be closed: it never forgets one by itself. */
    boolean isFull() {
        return origins.size() >= ORIGINS;
    }

    /** Starts a call; how it ends, the call learns. */
    void start(Call call) {
        var origin = origins.computeIfAbsent(call.request().origin(), Client::address);
        var request = new OutgoingRequest(origin, new CallHeaders(call, userAgent));
        http.exchange(request, body(call.request().body()), null).subscribe(call);
    }

    @Override
    public void close() {
        http.close();
    }

    private static URI address(Origin origin) {
        return URI.create(origin.scheme() + "://" + origin.host() + ":" + origin.port() + "/");
    }

    private static @Nullable CloseableByteBody body(byte[] bytes) {
        return bytes.length == 0
                ? null
                : AvailableByteArrayBody.create(
                        NettyReadBufferFactory.of(ByteBufAllocator.DEFAULT).adapt(bytes));
    }

    /** The builder that is meant to replace this constructor keeps event loops, resolver and customizer to itself. */
    @SuppressWarnings("deprecation")
    private static DefaultHttpClient http(EventLoops loops, AddressResolverGroup<?> resolvers, int largestReply) {
        var application = new ApplicationConfiguration();
        return new DefaultHttpClient(
                null,
                null,
                configuration(),
                null,
                new DefaultHttpClientFilterResolver(null, AnnotationMetadataResolver.DEFAULT, List.of()),
                List.of(),
                null,
                new NettyClientSslBuilder(new ResourceResolver()),
                MediaTypeCodecRegistry.of(),
                new ContextlessMessageBodyHandlerRegistry(application, NettyByteBufferFactory.DEFAULT),
                WebSocketBeanRegistry.EMPTY,
                new DefaultRequestBinderRegistry(ConversionService.SHARED),
                loops.group(),
                loops.sockets(),
                NioDatagramChannel::new,
                new Pipeline(largestReply),
                null,
                ConversionService.SHARED,
                resolvers);
    }

    private static HttpClientConfiguration configuration() {
        var configuration = new DefaultHttpClientConfiguration();
        configuration.setFollowRedirects(false);
        configuration.setConnectTimeout(CONNECT);
        configuration.setReadTimeout(null);
        configuration.setConnectionPoolIdleTimeout(IDLE);
        configuration.setMaxHeaderSize(LARGEST_HEAD);
        configuration.setAlpnModes(List.of("http/1.1"));
        configuration.setLoggerName("patchbay.wire");
        var pool = configuration.getConnectionPoolConfiguration();
        pool.setMaxConcurrentHttp1Connections(CONNECTIONS);
        pool.setMaxConcurrentHttp2Connections(CONNECTIONS); // holds also while the protocol is not known yet
        pool.setMaxPendingConnections(CONNECTIONS);
        pool.setMaxPendingAcquires(WAITING);
        pool.setConnectionLocality(ConnectionLocality.IGNORE);
        return configuration;
    }
}
