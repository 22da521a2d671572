package org.patchbay.server.admin;

import java.util.Locale;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.TemplateState;
import org.patchbay.definition.TemplateType;

/** Words of documents for what their definitions hold. */
final class Words {
    private Words() {}

    static String of(EndpointType type) {
        return switch (type) {
            case AUTH -> "Auth";
            case GET_DATA -> "GetData";
            case POST_DATA -> "PostData";
            case SEND_SMS -> "SendSMS";
        };
    }

    static String of(TemplateType type) {
        return switch (type) {
            case CRM -> "CRM";
            case SMS -> "SMS";
            case HELPDESK -> "Helpdesk";
            case CHANNEL -> "Channel";
            case LINK -> "Link";
            case OTHER -> "Other";
        };
    }

    static String of(TemplateState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
