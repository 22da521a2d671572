package org.patchbay.server.outbound;

import io.micronaut.http.netty.channel.EventLoopGroupFactory;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.micronaut.http.netty.channel.NettyChannelType;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The threads that move bytes, and the sockets that fit them. */
public record EventLoops(EventLoopGroup group, ChannelFactory<SocketChannel> sockets) {
    /** The server's own, so that a request changes threads as seldom as possible. */
    public static EventLoops ofServer(EventLoopGroupRegistry registry, EventLoopGroupFactory factory) {
        var configuration = registry.getEventLoopGroupConfiguration("default").orElse(null);
        return new EventLoops(registry.getDefaultEventLoopGroup(), () ->
                (SocketChannel) factory.channelInstance(NettyChannelType.CLIENT_SOCKET, configuration));
    }

    /** Daemon threads of their own, for commands and tests. */
    public static EventLoops ofOwn(int threads) {
        var group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("outbound", true), NioIoHandler.newFactory());
        return new EventLoops(group, NioSocketChannel::new);
    }
}
