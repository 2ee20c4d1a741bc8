package dev.flinkrest.examplejob;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Counts an endless (or finite) sequence of numbers per key. The job has an event-time source at a
 * steady rate, keyed and operator state, accumulators, metrics and, when asked for, checkpoints and
 * failures, so that every corner of Flink's REST API has something to show. Its three vertices are
 * {@code Numbers}, {@code Count per key} and {@code Sink}.
 *
 * <p>What can be seen from outside:
 *
 * <ul>
 *   <li>accumulator {@code records}: how many records this run has counted;
 *   <li>accumulator {@code arguments}: the program arguments just as they came, as {@code
 *       index=value};
 *   <li>metric {@code restoredCount} of {@code Count per key}: how many records its subtask took
 *       over from the savepoint or checkpoint that it was restored from, 0 if there was none;
 *   <li>metric {@code totalCount}: that, and what it has counted since.
 * </ul>
 *
 * <p>Its arguments come as {@code --key value}. Other arguments are kept (see the accumulator) and
 * otherwise ignored.
 *
 * <ul>
 *   <li>{@code --name}: the job's name; "Example job" if absent or empty;
 *   <li>{@code --rate}: records a second, shared out over the source's subtasks by the parallelism
 *       that the job was submitted with; may be a fraction; 0 means as fast as possible; 100 if
 *       absent;
 *   <li>{@code --records}: how many records there are in all; 0, which is the default, means no
 *       end;
 *   <li>{@code --parallelism}: of all operators; what the cluster or the submission says if absent;
 *   <li>{@code --checkpoint-interval}: in milliseconds; 0, which is the default, switches
 *       checkpoints off;
 *   <li>{@code --fail-at}: which record throws, from 1 on, as subtask 0 of {@code Count per key}
 *       counts them, those that it took over from a savepoint included; 0, which is the default,
 *       means none;
 *   <li>{@code --fail-mode}: {@code once}, which is the default, throws only in the first attempt
 *       of the task, so that the job recovers if its restart strategy lets it; {@code always}
 *       throws whenever the count comes to that record;
 *   <li>{@code --restart-strategy}: {@code none} or {@code fixed-delay}; what the cluster says if
 *       absent;
 *   <li>{@code --restart-attempts} (3) and {@code --restart-delay} (100 ms): of the fixed-delay
 *       strategy;
 *   <li>{@code --starts-to}: a directory in which each start of the job makes a file that is named
 *       after it; none if absent;
 *   <li>{@code --skew}: how many of a hundred records have one and the same key, so that one
 *       subtask of {@code Count per key} gets them all; 0, which is the default, spreads them
 *       evenly;
 *   <li>{@code --sink-delay}: how long {@code Sink} takes for each record, in milliseconds, which
 *       holds back what comes before it; 0 by default;
 *   <li>{@code --count-uid}: the uid of {@code Count per key}, {@code count-per-key} if absent;
 *       with another, the job cannot take up the state of a savepoint;
 *   <li>{@code --main-delay}: how long {@code main} takes before it builds a job, in milliseconds;
 *       0 by default;
 *   <li>{@code --main-fails true}: {@code main} throws before it builds a job.
 * </ul>
 *
 * <p>The code stays clear of what Flink 2.0 removed and of what changed its signature on the way
 * there; where that shapes it, the place says so.
 */
public final class ExampleJob {

    /** How many keys there are. Enough for every subtask of a small test to get some. */
    private static final long KEYS = 64;

    private ExampleJob() {}

    /**
     * Builds the job and submits it to the environment's cluster.
     *
     * @param args the program arguments, see the class
     * @throws IllegalArgumentException if a known argument has a malformed value
     * @throws IllegalStateException if {@code --main-fails true} was asked for
     * @throws Exception if the job cannot be submitted
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        Thread.sleep(arguments.mainDelay());
        if (arguments.mainFails()) {
            throw new IllegalStateException(
                    "The main method fails, as --main-fails true asked it to");
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        configure(environment, arguments);
        build(environment, arguments);
        environment.execute(arguments.name());
    }

    private static void configure(StreamExecutionEnvironment environment, Arguments arguments) {
        if (arguments.parallelism() > 0) {
            environment.setParallelism(arguments.parallelism());
        }
        if (arguments.checkpointInterval() > 0) {
            environment.enableCheckpointing(arguments.checkpointInterval());
        }
        if (!arguments.restartStrategy().isEmpty()) {
            // 2.0 removed RestartStrategies and reads another key, so: plain text under both names.
            Map<String, String> options = new HashMap<>();
            options.put("restart-strategy", arguments.restartStrategy());
            options.put("restart-strategy.type", arguments.restartStrategy());
            options.put(
                    "restart-strategy.fixed-delay.attempts",
                    Integer.toString(arguments.restartAttempts()));
            options.put("restart-strategy.fixed-delay.delay", arguments.restartDelay() + " ms");
            environment.configure(
                    Configuration.fromMap(options), ExampleJob.class.getClassLoader());
        }
    }

    private static void build(StreamExecutionEnvironment environment, Arguments arguments) {
        int parallelism = Math.max(1, environment.getParallelism());
        int skew = arguments.skew();
        WatermarkStrategy<Long> now =
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((number, unset) -> System.currentTimeMillis());
        // The last operator is a process function: every kind of sink changed its package or type
        // by 2.0. And it hangs
        // behind a rebalance, which gives it a vertex of its own.
        environment
                .fromSource(
                        new ThrottledSequence(arguments.records(), arguments.rate() / parallelism),
                        now,
                        "Numbers")
                .uid("numbers")
                .keyBy(number -> number % 100 < skew ? 0 : number % KEYS)
                .process(new CountPerKey(arguments))
                .name("Count per key")
                .uid(arguments.countUid())
                .rebalance()
                .process(new Discard(arguments.sinkDelay()))
                .name("Sink")
                .uid("sink");
    }
}
