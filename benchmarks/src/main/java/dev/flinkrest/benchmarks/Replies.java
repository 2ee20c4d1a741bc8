package dev.flinkrest.benchmarks;

import dev.flinkrest.id.JobId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the bodies of replies, in the shape in which Flink 2.3.0 sends them. The same bytes each
 * time.
 */
public final class Replies {
    /** The job that {@link #jobDetails} describes. */
    public static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");

    private static final long NOW = 1_795_526_986_428L;
    private static final int VERTICES = 27;
    private static final int JOBS = 9_500;
    private static final int WATCHED_JOBS = 10_000;
    private static final String[] STATES = {"RUNNING", "FINISHED", "CANCELED", "FAILED"};
    private static final String[] OPERATORS = {
        "Source: orders[1] -> Calc(select=[id, amount, ts])",
        "Join(joinType=[LeftOuterJoin], where=[(id = id0)])",
        "GroupWindowAggregate[7] -> Map",
        "Keyed \\\"process\\\" -> Filter",
        "Async I/O: prüfe Kunde",
        "Sink: warehouse"
    };

    private Replies() {}

    /**
     * Makes the reply to {@code GET /overview}.
     *
     * @return 231 bytes
     */
    public static byte[] overview() {
        return utf8(
                """
                {"taskmanagers":24,"slots-total":192,"slots-available":37,"taskmanagers-blocked":1,\
                "slots-free-and-blocked":8,"jobs-running":41,"jobs-finished":12,"jobs-cancelled":7,\
                "jobs-failed":3,"flink-version":"2.3.0","flink-commit":"c0f8d1a"}""");
    }

    /**
     * Makes the reply to {@code GET /jobs/:jobid}, of a job with many vertices.
     *
     * @return some 30 KB
     */
    public static byte[] jobDetails() {
        Random random = new Random(1);
        String[] ids = new String[VERTICES];
        for (int i = 0; i < VERTICES; i++) {
            ids[i] = id(random);
        }
        String group = id(random);
        StringBuilder out = new StringBuilder(32 * 1024);
        out.append("{\"jid\":\"").append(JOB).append("\",\"application-id\":\"").append(JOB);
        out.append("\",\"name\":\"Orders to warehouse \\\"EU\\\"\",\"isStoppable\":false,");
        out.append(
                "\"state\":\"RUNNING\",\"job-type\":\"STREAMING\",\"schedulerType\":\"Default\",");
        out.append("\"start-time\":").append(NOW - 86_400_000L);
        out.append(",\"end-time\":-1,\"duration\":86400000,\"maxParallelism\":-1,\"now\":");
        out.append(NOW).append(",\"timestamps\":{\"CANCELED\":0,\"INITIALIZING\":");
        out.append(NOW - 86_400_000L).append(",\"FAILED\":0,\"SUSPENDED\":0,\"RECONCILING\":0,");
        out.append("\"CREATED\":").append(NOW - 86_399_900L);
        out.append(",\"CANCELLING\":0,\"FINISHED\":0,\"RESTARTING\":0,\"RUNNING\":");
        out.append(NOW - 86_399_800L).append(",\"FAILING\":0},\"vertices\":[");
        for (int i = 0; i < VERTICES; i++) {
            out.append(i == 0 ? "" : ",");
            vertex(out, random, ids[i], group, OPERATORS[i % OPERATORS.length]);
        }
        out.append("],\"status-counts\":");
        states(out, VERTICES);
        out.append(",\"plan\":{\"jid\":\"").append(JOB);
        out.append("\",\"name\":\"Orders to warehouse \\\"EU\\\"\",\"type\":\"STREAMING\",");
        out.append("\"nodes\":[");
        for (int i = VERTICES - 1; i >= 0; i--) {
            node(out, ids, i);
            out.append(i == 0 ? "" : ",");
        }
        return utf8(out.append("]},\"pending-operators\":0}").toString());
    }

    private static void vertex(
            StringBuilder out, Random random, String id, String group, String name) {
        out.append("{\"id\":\"").append(id).append("\",\"slotSharingGroupId\":\"").append(group);
        out.append("\",\"name\":\"").append(name).append("\",\"maxParallelism\":128,");
        out.append("\"parallelism\":8,\"status\":\"RUNNING\",\"start-time\":");
        out.append(NOW - 86_398_000L).append(",\"end-time\":-1,\"duration\":86398000,\"tasks\":");
        states(out, 8);
        out.append(",\"metrics\":{\"read-bytes\":").append(bytes(random));
        out.append(",\"read-bytes-complete\":true,\"write-bytes\":").append(bytes(random));
        out.append(",\"write-bytes-complete\":true,\"read-records\":").append(bytes(random) / 70);
        out.append(",\"read-records-complete\":true,\"write-records\":");
        out.append(bytes(random) / 70).append(",\"write-records-complete\":true,");
        out.append("\"accumulated-backpressured-time\":").append(random.nextInt(100_000));
        out.append(",\"accumulated-idle-time\":").append(random.nextInt(80_000_000));
        out.append(",\"accumulated-busy-time\":").append(random.nextInt(80_000_000));
        out.append(".0}}");
    }

    private static void node(StringBuilder out, String[] ids, int i) {
        String description = OPERATORS[i % OPERATORS.length].replace("\\\"", "&quot;");
        out.append("{\"id\":\"").append(ids[i]).append("\",\"operator\":\"\",\"parallelism\":8,");
        out.append("\"operator_strategy\":\"\",\"description\":\"");
        out.append(description.replace(" -> ", "<br/>+- ")).append("<br/>\",");
        out.append("\"optimizer_properties\":{}");
        if (i > 0) {
            out.append(",\"inputs\":[{\"id\":\"").append(ids[i - 1]).append("\",\"num\":0,");
            out.append("\"exchange\":\"pipelined_bounded\",\"ship_strategy\":\"");
            out.append(i % 2 == 0 ? "FORWARD" : "HASH").append("\"}]");
        }
        out.append('}');
    }

    private static void states(StringBuilder out, int running) {
        out.append("{\"FINISHED\":0,\"FAILED\":0,\"CREATED\":0,\"CANCELED\":0,\"DEPLOYING\":0,");
        out.append("\"RUNNING\":").append(running).append(",\"INITIALIZING\":0,\"SCHEDULED\":0,");
        out.append("\"CANCELING\":0,\"RECONCILING\":0}");
    }

    /**
     * Makes the reply to {@code GET /jobs/overview}, of 9,500 jobs.
     *
     * @return some 4 MB
     */
    public static byte[] jobsOverview() {
        return jobsOverview(JOBS, "");
    }

    /**
     * Makes a reply to {@code GET /jobs/overview}, of the jobs that are watched.
     *
     * @param generation of every hundredth job, whose ids differ from one to the other; a digit
     * @return some 4 MB
     */
    static byte[] watchedJobs(String generation) {
        return jobsOverview(WATCHED_JOBS, generation);
    }

    private static byte[] jobsOverview(int jobs, String generation) {
        Random random = new Random(2);
        StringBuilder out = new StringBuilder(5 << 20).append("{\"jobs\":[");
        for (int i = 0; i < jobs; i++) {
            job(out.append(i == 0 ? "" : ","), random, i, i % 100 == 0 ? generation : "");
        }
        return utf8(out.append("]}").toString());
    }

    private static void job(StringBuilder out, Random random, int i, String generation) {
        String state = STATES[random.nextInt(STATES.length)];
        boolean running = state.equals("RUNNING");
        int tasks = 1 + random.nextInt(64);
        long start = NOW - 1 - random.nextInt(1_000_000_000);
        long end = running ? NOW : start + 1 + (long) (random.nextDouble() * (NOW - start));
        String id = generation + id(random).substring(generation.length());
        out.append("{\"jid\":\"").append(id).append("\",\"name\":\"");
        out.append(i % 100 == 0 ? "Köln \\\"nightly\\\" load " : "orders-to-warehouse-").append(i);
        out.append("\",\"jobType\":\"STREAMING\",\"schedulerType\":\"Default\",\"start-time\":");
        out.append(start).append(",\"end-time\":").append(running ? -1 : end);
        out.append(",\"duration\":").append(end - start).append(",\"state\":\"").append(state);
        out.append("\",\"last-modification\":").append(end).append(",\"tasks\":{\"running\":");
        out.append(running ? tasks : 0).append(",\"canceling\":0,\"canceled\":");
        out.append(state.equals("CANCELED") ? tasks : 0).append(",\"total\":").append(tasks);
        out.append(",\"created\":0,\"scheduled\":0,\"deploying\":0,\"reconciling\":0,");
        out.append("\"finished\":").append(state.equals("FINISHED") ? tasks : 0);
        out.append(",\"initializing\":0,\"failed\":").append(state.equals("FAILED") ? tasks : 0);
        out.append("},\"pending-operators\":0}");
    }

    /**
     * Makes the reply to {@code POST /jars/upload}.
     *
     * @return some 140 bytes
     */
    public static byte[] jarUpload() {
        return utf8(
                """
                {"filename":"/srv/flink/upload/flink-web-upload/\
                a9835bd6-3485-451b-98f4-c72eda4f152c_job.jar","status":"success"}""");
    }

    private static long bytes(Random random) {
        return (long) (random.nextDouble() * 5e12);
    }

    private static String id(Random random) {
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
