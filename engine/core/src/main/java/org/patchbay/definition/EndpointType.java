package org.patchbay.definition;

/** What an endpoint is for (Gcalls guide, chapter III). */
public enum EndpointType {
    @Doc("fetches a token")
    @Key("Auth")
    AUTH,
    @Doc("reads")
    @Key("GetData")
    GET_DATA,
    @Doc("writes")
    @Key("PostData")
    POST_DATA,
    @Doc("sends a text message; never repeated after an ambiguous outcome")
    @Key("SendSMS")
    SEND_SMS
}
