package dev.flinkrest.datasets;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.TriggerReply;

/** Rows under {@code /datasets}. */
public final class DataSetEndpoints {
    /** Lists the cluster data sets. */
    public static final Endpoint<DataSetList> ALL = Endpoint.get("/datasets", DataSetList.class);

    /** Triggers the deletion of a cluster data set. */
    public static final Endpoint<TriggerReply> DELETE =
            Endpoint.of(HttpMethod.DELETE, "/datasets/:datasetid", TriggerReply.class);

    /** Tells how far a deletion is. */
    public static final Endpoint<DataSetDeletionStatus> DELETION_STATUS =
            Endpoint.get("/datasets/delete/:triggerid", DataSetDeletionStatus.class);

    private DataSetEndpoints() {}
}
