package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobReads;
import dev.flinkrest.jobs.vertices.VertexReads;

/** Says where jobs are read from: commands that only read are the same for both. */
public enum Archive {
    /** The cluster. */
    CLUSTER {
        @Override
        JobReads jobs(Session session) {
            return session.flink().jobs();
        }

        @Override
        VertexReads vertex(Session session, JobId job, VertexId vertex) {
            return session.flink().jobs().getVertex(job, vertex);
        }
    },
    /** A History Server. */
    HISTORY {
        @Override
        JobReads jobs(Session session) {
            return session.history().jobs();
        }

        @Override
        VertexReads vertex(Session session, JobId job, VertexId vertex) {
            return session.history().jobs().getVertex(job, vertex);
        }
    };

    abstract JobReads jobs(Session session);

    abstract VertexReads vertex(Session session, JobId job, VertexId vertex);
}
