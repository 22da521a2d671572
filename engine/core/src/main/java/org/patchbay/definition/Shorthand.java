package org.patchbay.definition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The component that is meant when a scalar (or, for a list component, a list) stands where this record is expected. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Shorthand {
    String value();

    /** The component that is meant when a list stands there; none by default. */
    String list() default "";
}
