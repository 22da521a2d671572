package org.patchbay.server.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import jakarta.inject.Singleton;
import org.patchbay.exchange.Failpoint;

/** Notices that an answer has left, where a process was started to be stopped somewhere. */
@Singleton
@Requires(condition = Acknowledged.Armed.class)
final class Acknowledged implements ApplicationEventListener<HttpRequestTerminatedEvent> {
    /** True in such a process only. */
    static final class Armed implements Condition {
        @Override
        @SuppressWarnings("rawtypes")
        public boolean matches(ConditionContext context) {
            return Failpoint.isArmed();
        }
    }

    @Override
    public void onApplicationEvent(HttpRequestTerminatedEvent event) {
        var request = event.getSource();
        if (request.getMethod() == HttpMethod.POST && request.getPath().contains("/triggers/")) {
            Failpoint.hit("after-ack");
        }
    }
}
