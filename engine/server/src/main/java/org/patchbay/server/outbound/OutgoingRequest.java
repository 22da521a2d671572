package org.patchbay.server.outbound;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.convert.value.MutableConvertibleValues;
import io.micronaut.core.convert.value.MutableConvertibleValuesMap;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpParameters;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.Cookies;
import io.micronaut.http.netty.NettyHttpHeaders;
import io.micronaut.http.netty.NettyHttpRequestBuilder;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.Optional;

/**
 * A request as Micronaut's client wants it. Its address is only the origin, so that no log of the client can hold a path or a query; the
 * target goes to the wire byte by byte as it was rendered.
 */
final class OutgoingRequest implements MutableHttpRequest<Object>, NettyHttpRequestBuilder {
    private final URI origin;
    private final CallHeaders headers;
    private final NettyHttpHeaders view;

    OutgoingRequest(URI origin, CallHeaders headers) {
        this.origin = origin;
        this.headers = headers;
        this.view = new NettyHttpHeaders(headers, ConversionService.SHARED);
    }

    @Override
    public HttpRequest toHttpRequestWithoutBody() {
        return new Line(headers);
    }

    @Override
    public HttpMethod getMethod() {
        return HttpMethod.valueOf(headers.call().request().method().name());
    }

    @Override
    public URI getUri() {
        return origin;
    }

    @Override
    public MutableHttpHeaders getHeaders() {
        return view;
    }

    @Override
    public Optional<Object> getBody() {
        return Optional.empty();
    }

    /** The client notes its channel here; nobody reads it. */
    @Override
    public MutableHttpRequest<Object> setAttribute(CharSequence name, Object value) {
        return this;
    }

    @Override
    public MutableConvertibleValues<Object> getAttributes() {
        return new MutableConvertibleValuesMap<>();
    }

    @Override
    public MutableHttpRequest<Object> uri(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> MutableHttpRequest<T> body(T body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MutableHttpRequest<Object> cookie(Cookie cookie) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MutableHttpParameters getParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cookies getCookies() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setConversionService(ConversionService service) {
        // nothing here is converted
    }

    @Override
    public String toString() {
        return getMethodName() + " " + origin;
    }

    /** A request line that keeps the target it was made with. */
    private static final class Line extends DefaultHttpRequest {
        Line(CallHeaders headers) {
            super(
                    HttpVersion.HTTP_1_1,
                    io.netty.handler.codec.http.HttpMethod.valueOf(
                            headers.call().request().method().name()),
                    headers.call().request().target(),
                    headers);
        }

        @Override
        public HttpRequest setUri(String uri) {
            return this;
        }
    }
}
