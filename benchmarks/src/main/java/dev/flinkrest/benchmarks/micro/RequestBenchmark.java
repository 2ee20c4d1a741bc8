package dev.flinkrest.benchmarks.micro;

import dev.flinkrest.benchmarks.Replies;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures making requests, which sends nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class RequestBenchmark {
    private final JobId job = Replies.JOB;
    private final List<String> metrics =
            List.of("numRecordsIn", "numRecordsOut", "0.Sink: warehouse.busyTimeMsPerSecond");
    private final Map<String, Object> stop =
            Map.of("targetDirectory", "s3://bucket/savepoints", "drain", false);

    /**
     * Fills a path.
     *
     * @return the request
     */
    @Benchmark
    public Request<?> path() {
        return JobEndpoints.DETAILS.with(job);
    }

    /**
     * Fills a path and adds a query of three values.
     *
     * @return the request
     */
    @Benchmark
    public Request<?> pathAndQuery() {
        return JobEndpoints.METRICS.with(job).query("get", metrics);
    }

    /**
     * Fills a path and encodes a body.
     *
     * @return the request
     */
    @Benchmark
    public Request<?> pathAndBody() {
        return JobEndpoints.STOP.with(job).body(stop);
    }
}
