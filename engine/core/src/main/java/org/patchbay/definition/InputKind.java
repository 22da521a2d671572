package org.patchbay.definition;

/** Control of a form. */
public enum InputKind {
    TEXT,
    MULTILINE,
    NUMBER,
    CHECKBOX,
    SELECT,
    MULTISELECT,
    PHONE,
    EMAIL,
    URL,
    DATE,
    TABLE,
    JSON
}
