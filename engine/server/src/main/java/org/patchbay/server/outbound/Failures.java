package org.patchbay.server.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.patchbay.spi.TransportFailure.Kind;

/** What the exceptions of Netty and Micronaut mean, in words that hold nothing of the request. */
final class Failures {
    private Failures() {}

    /** Nothing was sent, because there was no connection. */
    static End.Failed ofConnecting(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BlockedAddress blocked -> {
                    return End.Failed.of(Kind.BLOCKED, String.valueOf(blocked.getMessage()));
                }
                case UnknownHostException _ -> {
                    return notSent("its name is not known");
                }
                case ConnectTimeoutException _, NoRouteToHostException _ -> {
                    return notSent("it cannot be reached");
                }
                case ConnectException _ -> {
                    return notSent("it refused the connection");
                }
                case NotSslRecordException _ -> {
                    return notSent("no trusted TLS connection: what answers at that port does not speak TLS");
                }
                case SSLException tls -> {
                    return notSent("no trusted TLS connection: " + tls.getMessage());
                }
                default -> {}
            }
        }
        var message = String.valueOf(thrown.getMessage());
        return notSent(
                message.contains("max pending acquires")
                        ? "too many requests wait for it"
                        : "no connection came about");
    }

    /** The connection failed after the request was written. */
    static End.Failed ofConnection(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLongHttpHeaderException) {
                return End.Failed.of(
                        Kind.TOO_LARGE, "the headers of its reply are larger than " + Client.LARGEST_HEAD + " bytes");
            }
            if (cause instanceof DecompressionException) {
                return End.Failed.of(Kind.BROKEN, "its reply cannot be decompressed");
            }
        }
        return End.Failed.of(Kind.BROKEN, "the connection broke before the reply was complete");
    }

    private static End.Failed notSent(String reason) {
        return End.Failed.of(Kind.NOT_SENT, reason);
    }
}
