package dev.flinkrest.sql;

import dev.flinkrest.rest.FlinkVersion;
import java.util.Locale;

/** Names the versions of a SQL Gateway's API. A gateway speaks several of them. */
public enum SqlApiVersion {
    /** The first, of Flink 1.16. */
    V1,
    /** Adds configuring, completion and row formats; Flink 1.17. */
    V2,
    /** Adds the refresh of materialized tables; Flink 1.20. */
    V3,
    /** Adds scripts; Flink 2.0. */
    V4;

    /**
     * Returns the version of Flink that brought this one.
     *
     * @return for example 1.17 for {@link #V2}
     */
    public FlinkVersion since() {
        return switch (this) {
            case V1 -> FlinkVersion.V1_16;
            case V2 -> FlinkVersion.V1_17;
            case V3 -> FlinkVersion.V1_20;
            case V4 -> FlinkVersion.V2_0;
        };
    }

    /**
     * Returns this version as paths have it.
     *
     * @return for example {@code v2}
     */
    public String segment() {
        return name().toLowerCase(Locale.ROOT);
    }
}
