package dev.flinkrest.applications;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.rest.RestCaller;

/**
 * Reads and cancels applications; Flink 2.3 and later. Safe for use by many threads. To start one,
 * see {@link dev.flinkrest.jars.Jars#runApplication}.
 */
public final class Applications extends ApplicationReads {

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public Applications(RestCaller rest) {
        super(rest);
    }

    /**
     * Cancels an application and its jobs; it ends some time after. {@code POST
     * /applications/:applicationid/cancel}.
     *
     * @param application the application
     * @throws NotFoundException if there is no such application, or it has ended
     */
    public void cancel(ApplicationId application) {
        rest.send(ApplicationEndpoints.CANCEL.with(application));
    }
}
