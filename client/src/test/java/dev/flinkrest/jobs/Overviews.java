package dev.flinkrest.jobs;

import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/** What a cluster of Flink 2.3.0 answers, as far as a watch asks; and who listens to the watch. */
final class Overviews {
    static final long SUBMITTED = 1_795_527_015_139L;

    /** The replies to {@code GET /jobs/overview}, in turn; the last one again and again. */
    final Queue<Reply> overviews = new ArrayDeque<>();

    /** What is counted of each job's restarts; nothing of those that are not in it. */
    final Map<JobId, Integer> restarts = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));

    /** What the metric is called that counts them. */
    String counter = "numRestarts";

    final FakeCaller rest = new FakeCaller(FlinkVersion.V2_3, this::answer);

    private Reply answer(Request<?> request) {
        if (request.target().equals("/jobs/overview")) {
            return overviews.size() > 1 ? overviews.remove() : overviews.element();
        }
        return Reply.ok(
                restarts.entrySet().stream()
                        .filter(job -> request.target().equals(metric(job.getKey())))
                        .map(
                                job ->
                                        "{\"id\":\""
                                                + counter
                                                + "\",\"value\":\""
                                                + job.getValue()
                                                + "\"}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    static String metric(JobId job) {
        return "/jobs/" + job + "/metrics?get=numRestarts,fullRestarts";
    }

    /** Lets the next reply be an overview of these jobs. */
    Overviews then(String... jobs) {
        return then(Reply.ok("{\"jobs\":[" + String.join(",", jobs) + "]}"));
    }

    Overviews then(Reply reply) {
        overviews.add(reply);
        return this;
    }

    static JobId id(int number) {
        return JobId.of(String.format("%032x", number));
    }

    /** A job of six tasks, all in the state that goes with the job's, as it was at some time. */
    static String job(int number, JobStatus state, long modified) {
        String tasks =
                switch (state) {
                    case RUNNING -> "running";
                    case FINISHED -> "finished";
                    case CREATED -> "total";
                    default -> "canceled";
                };
        return job(number, state, modified, state == JobStatus.CREATED ? 0 : 6, tasks, SUBMITTED);
    }

    static String job(
            int number, JobStatus state, long modified, int count, String tasks, long submitted) {
        String template =
                """
                {"jid":"%s","name":"Job %d","jobType":"STREAMING","schedulerType":"Default","start-time":%d,\
                "end-time":%d,"duration":779,"state":"%s","last-modification":%d,"tasks":{"running":0,"canceling":0,\
                "canceled":0,"total":6,"created":0,"scheduled":0,"deploying":0,"reconciling":0,"finished":0,\
                "initializing":0,"failed":0},"pending-operators":0}""";
        long end = state.isGloballyTerminal() ? SUBMITTED + modified : -1;
        return template.formatted(id(number), number, submitted, end, state, SUBMITTED + modified)
                .replaceFirst("\"" + tasks + "\":\\d+", "\"" + tasks + "\":" + count);
    }

    /** Notes what it hears, and asks for as much as it is told to. */
    static class Noting implements Flow.Subscriber<JobEvent> {
        /** The signals, in short. */
        final CopyOnWriteArrayList<String> heard = new CopyOnWriteArrayList<>();

        private final long atFirst;

        /** How more is asked for. */
        volatile Flow.Subscription subscription;

        Noting(long atFirst) {
            this.atFirst = atFirst;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            if (atFirst > 0) {
                subscription.request(atFirst);
            }
        }

        @Override
        public void onNext(JobEvent event) {
            heard.add(inShort(event));
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(failure.toString());
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }

        /** Returns what it has heard since it was asked last. */
        String news() {
            String news = String.join(" ", heard);
            heard.clear();
            return news;
        }
    }

    /** Writes an event as, for example, {@code 1:RUNNING>FINISHED}. */
    static String inShort(JobEvent event) {
        if (event instanceof JobEvent.Snapshot all) {
            String jobs =
                    all.jobs().stream()
                            .map(job -> number(job) + ":" + job.state())
                            .collect(Collectors.joining(","));
            return "[" + jobs + "]" + (all.missed() == 0 ? "" : "-" + all.missed());
        } else if (event instanceof JobEvent.Added added) {
            return "+" + number(added.job()) + ":" + added.job().state();
        } else if (event instanceof JobEvent.StateChanged changed) {
            return number(changed.job()) + ":" + changed.from() + ">" + changed.to();
        } else if (event instanceof JobEvent.Restarted restarted) {
            return number(restarted.job()) + ":restarts=" + restarted.restarts();
        } else if (event instanceof JobEvent.Removed removed) {
            return "-" + number(removed.job()) + ":" + removed.job().state();
        } else if (event instanceof JobEvent.ClusterLost lost) {
            return "lost(" + lost.failure().getClass().getSimpleName() + ")";
        }
        return "back";
    }

    private static int number(JobOverview job) {
        return Integer.parseInt(job.jid().value(), 16);
    }

    static String[] jobs(JobStatus state, int... numbers) {
        return Arrays.stream(numbers).mapToObj(n -> job(n, state, 0)).toArray(String[]::new);
    }
}
