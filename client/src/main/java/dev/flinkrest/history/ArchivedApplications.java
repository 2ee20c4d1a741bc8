package dev.flinkrest.history;

import dev.flinkrest.applications.ApplicationReads;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.rest.RestCaller;

/**
 * Reads the applications of a history server: all that it has of them, as their clusters last told
 * it; Flink 2.3 and later. Safe for use by many threads.
 *
 * <p>Every method throws {@link UnsupportedByServerException} when the history server is older,
 * those that take an id {@link NotFoundException} when there is no such application or its archive
 * has not been fetched yet, and all {@link FlinkRestException} when their call fails for another
 * reason.
 */
public final class ArchivedApplications extends ApplicationReads {

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public ArchivedApplications(RestCaller rest) {
        super(rest);
    }
}
