package dev.flinkrest.compatibility;

import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import java.util.List;
import java.util.Locale;

/** A kind of server of Flink's that the library talks to. */
enum Server {
    /** A cluster's JobManager. */
    JOB_MANAGER("JobManager"),
    /** The SQL Gateway, whose paths begin with the version of its API. */
    SQL_GATEWAY("SQL Gateway"),
    /** The History Server, which answers some of the JobManager's operations. */
    HISTORY_SERVER("History Server");

    private final String title;

    Server(String title) {
        this.title = title;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /** Its part of a file's name, for example {@code sql-gateway}. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The versions of it that this library is tested with, oldest first. */
    List<String> versions() {
        return this == SQL_GATEWAY ? EmbeddedSqlGateway.versions() : EmbeddedFlink.versions();
    }

    /** The server that a table's rows are of. */
    static Server of(Class<?> table) {
        return table.getPackageName().equals("dev.flinkrest.sql") ? SQL_GATEWAY : JOB_MANAGER;
    }

    /** The server of a known gap, such as {@code GET /:version/info}. */
    static Server of(String operation) {
        return operation.contains(" /:version/") ? SQL_GATEWAY : JOB_MANAGER;
    }

    /** Writes an operation with the version of the API before its path, if this server has one. */
    String withVersion(String operation) {
        return this == of(operation) ? operation : operation.replace(" /", " /:version/");
    }
}
