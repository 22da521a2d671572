package org.patchbay.definition;

/** For whom a field has one value. */
public enum FieldScope {
    @Doc("for each integrator")
    INTEGRATOR,
    @Doc("for the whole template; frozen when it is published")
    TEMPLATE
}
