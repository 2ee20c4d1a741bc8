package dev.flinkrest.internal.events;

import jdk.jfr.FlightRecorder;

/**
 * Tells which events anybody records, so that nothing is made and no clock read where nobody does.
 * Where nothing was ever recorded, it does not even touch the classes of the events: making those
 * known to the flight recorder takes longer than a call.
 */
public final class Recorded {
    private Recorded() {}

    /** One of each event, made when there is a recorder, to be asked. */
    private static final class Probe {
        static final JfrRequest REQUEST = new JfrRequest();
        static final JfrRetry RETRY = new JfrRetry();
        static final JfrFailover FAILOVER = new JfrFailover();
        static final JfrUpload UPLOAD = new JfrUpload();
        static final JfrOperation OPERATION = new JfrOperation();
    }

    /**
     * Asks whether requests are recorded.
     *
     * @return whether a {@link JfrRequest} is worth making
     */
    public static boolean requests() {
        return FlightRecorder.isInitialized() && Probe.REQUEST.isEnabled();
    }

    /**
     * Asks whether repetitions are recorded.
     *
     * @return whether a {@link JfrRetry} is worth making
     */
    public static boolean retries() {
        return FlightRecorder.isInitialized() && Probe.RETRY.isEnabled();
    }

    /**
     * Asks whether it is recorded that another server is asked.
     *
     * @return whether a {@link JfrFailover} is worth making
     */
    public static boolean failovers() {
        return FlightRecorder.isInitialized() && Probe.FAILOVER.isEnabled();
    }

    /**
     * Asks whether uploads are recorded.
     *
     * @return whether a {@link JfrUpload} is worth making
     */
    public static boolean uploads() {
        return FlightRecorder.isInitialized() && Probe.UPLOAD.isEnabled();
    }

    /**
     * Asks whether waits for operations are recorded.
     *
     * @return whether a {@link JfrOperation} is worth making
     */
    public static boolean operations() {
        return FlightRecorder.isInitialized() && Probe.OPERATION.isEnabled();
    }
}
