package org.patchbay.definition;

/** Whether the answer to the trigger waits for an endpoint. */
public enum DeliveryMode {
    @Doc("the answer waits within the budget")
    WAIT,
    @Doc("accepted before the answer leaves, then run in its lane")
    BACKGROUND
}
