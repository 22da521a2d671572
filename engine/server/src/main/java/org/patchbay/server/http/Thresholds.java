package org.patchbay.server.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer.Registry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Puts a {@link Threshold} before the framework in every connection, and a {@link Doorstep} before all connections. */
@Singleton
final class Thresholds implements BeanCreatedEventListener<Registry> {
    /** Not there yet when the framework starts. */
    private final BeanProvider<Admission> admission;

    private final Map<EventLoop, Lag> reading = new ConcurrentHashMap<>();

    Thresholds(BeanProvider<Admission> admission) {
        this.admission = admission;
    }

    @Override
    public Registry onCreated(BeanCreatedEvent<Registry> event) {
        var registry = event.getBean();
        registry.register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                if (role == ChannelRole.LISTENER) {
                    channel.pipeline().addFirst(new Doorstep());
                }
                return new On(channel);
            }
        });
        return registry;
    }

    private final class On implements NettyServerCustomizer {
        private final Channel channel;

        private On(Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel next, ChannelRole role) {
            return new On(next);
        }

        @Override
        public void onStreamPipelineBuilt() {
            var lag = reading.computeIfAbsent(channel.eventLoop(), Lag::of);
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            null,
                            new Threshold(admission.get(), lag));
        }
    }
}
