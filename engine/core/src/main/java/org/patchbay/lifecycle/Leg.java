package org.patchbay.lifecycle;

/**
 * One way to one phone within a call.
 *
 * @param stage how far it has come
 * @param talked whether somebody has talked on it
 * @param transferred whether it came to be by a transfer
 * @param handedOver whether the call was handed over to another leg
 */
record Leg(Stage stage, boolean talked, boolean transferred, boolean handedOver) {
    static final Leg NEW = new Leg(Stage.RINGING, false, false, false);

    /** True while somebody talks on it. */
    boolean talks() {
        return talked && !handedOver && stage.isBefore(Stage.OVER);
    }

    /** True until it ends. */
    boolean goesOn() {
        return !handedOver && stage.isBefore(Stage.OVER);
    }

    Leg after(Event event, Stage next) {
        var further = stage.isBefore(next) ? next : stage;
        var connects = event.trigger().equals("call-connect");
        var isBack = connects && talked;
        return new Leg(
                further,
                talked || connects || event.answered(),
                transferred || event.handsOver() && event.parent().isPresent(),
                handedOver && !isBack);
    }

    Leg handOver() {
        return new Leg(stage, talked, transferred, true);
    }
}
