/** A client for the REST API of Apache Flink 1.13 to 2.3. */
module dev.flinkrest.client {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.jspecify;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.snakeyaml.engine;
    requires jdk.jfr;
    requires jdk.net;

    exports dev.flinkrest;
    exports dev.flinkrest.applications;
    exports dev.flinkrest.cluster;
    exports dev.flinkrest.datasets;
    exports dev.flinkrest.diagnostics;
    exports dev.flinkrest.error;
    exports dev.flinkrest.history;
    exports dev.flinkrest.id;
    exports dev.flinkrest.jars;
    exports dev.flinkrest.jobmanager;
    exports dev.flinkrest.jobs;
    exports dev.flinkrest.jobs.checkpoints;
    exports dev.flinkrest.jobs.diagnosis;
    exports dev.flinkrest.jobs.rescales;
    exports dev.flinkrest.jobs.vertices;
    exports dev.flinkrest.logs;
    exports dev.flinkrest.metrics;
    exports dev.flinkrest.monitoring.logs;
    exports dev.flinkrest.monitoring.metrics;
    exports dev.flinkrest.plan;
    exports dev.flinkrest.rest;
    exports dev.flinkrest.sql;
    exports dev.flinkrest.taskmanagers;
}
