package org.patchbay.definition;

/** What kind of partner system a template describes; groups lists and has no other effect. */
public enum TemplateType {
    @Key("CRM")
    CRM,
    @Key("SMS")
    SMS,
    @Key("Helpdesk")
    HELPDESK,
    @Key("Channel")
    CHANNEL,
    @Key("Link")
    LINK,
    @Key("Other")
    OTHER
}
