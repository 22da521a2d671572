package org.patchbay.server.outbound;

/** How far an attempt to send a request is. */
sealed interface Progress permits Progress.Open, End {
    /** It has not ended. */
    enum Open implements Progress {
        /** Nothing of it has been written: there is no connection yet. */
        WAITING,
        /** It may have arrived. */
        WRITTEN
    }
}
