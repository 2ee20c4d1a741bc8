package dev.flinkrest.benchmarks.micro;

import dev.flinkrest.benchmarks.Replies;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures decoding alone, from memory. The counter {@code bytes} is in MB/s. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class DecodingBenchmark {
    /** Which reply to decode. */
    @Param({"overview", "job-details", "jobs-overview"})
    public String reply = "";

    private Endpoint<?> endpoint = ClusterEndpoints.OVERVIEW;
    private byte[] body = {};

    /** Counts what was decoded. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Decoded {
        /** How many bytes of JSON; per microsecond, which is MB/s. */
        public long bytes;
    }

    /** Makes the reply. */
    @Setup
    public void make() {
        switch (reply) {
            case "overview" -> {
                endpoint = ClusterEndpoints.OVERVIEW;
                body = Replies.overview();
            }
            case "job-details" -> {
                endpoint = JobEndpoints.DETAILS;
                body = Replies.jobDetails();
            }
            case "jobs-overview" -> {
                endpoint = JobEndpoints.OVERVIEW;
                body = Replies.jobsOverview();
            }
            default -> throw new IllegalArgumentException(reply);
        }
    }

    /**
     * Decodes a reply.
     *
     * @param decoded counts the bytes
     * @return the record
     * @throws IOException never
     */
    @Benchmark
    public Object decode(Decoded decoded) throws IOException {
        decoded.bytes += body.length;
        return endpoint.decode(new ByteArrayInputStream(body));
    }
}
