package org.patchbay.server.outbound;

import io.micronaut.http.client.netty.NettyClientCustomizer;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;

/** Puts a {@link CallHandler} into every connection, behind decompression and before the client's own handler. */
record Pipeline(int largestReply) implements NettyClientCustomizer {
    @Override
    public NettyClientCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return new NettyClientCustomizer() {
            @Override
            public void onStreamPipelineBuilt() {
                channel.pipeline()
                        .addAfter(
                                ChannelPipelineCustomizer.HANDLER_HTTP_DECODER, "call", new CallHandler(largestReply));
            }
        };
    }
}
