package org.patchbay.definition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Manual text of a key: a phrase that starts lower case and ends without a full stop. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Doc {
    String value();

    /** One example as an admin would write it, in YAML flow style. */
    String example() default "";
}
