package dev.flinkrest.jobs;

import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.Restarts;
import dev.flinkrest.jobs.diagnosis.RootCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what made a job fail, and how often that made it restart. */
final class JobFailures {
    /** How far back failures matter, in milliseconds. */
    static final long HOUR = 3_600_000;

    /** How long a job must have run to be called recovered, in milliseconds. */
    private static final long RECOVERY = 60_000;

    /** For example {@code Count per key (1/4) - execution #0}, where subtasks count from 1. */
    private static final Pattern TASK =
            Pattern.compile("(.*) \\((\\d{1,9})/\\d+\\)(?: - execution #\\d+|#\\d+)?");

    private final JobDetails details;
    private final List<Failure> newestFirst;
    private final boolean truncated;

    JobFailures(JobDetails details, JobExceptions exceptions) {
        this.details = details;
        this.newestFirst = newestFirst(exceptions);
        this.truncated = exceptions.exceptionHistory().truncated();
    }

    /** Describes a failure: what, when and where. */
    private record Failure(
            SerializedThrowable cause,
            long timestamp,
            Map<String, String> labels,
            @Nullable String task,
            @Nullable String endpoint,
            @Nullable TaskManagerId taskManager) {

        Failure(String trace, long timestamp, Map<String, String> labels) {
            this(new SerializedThrowable(null, trace, null), timestamp, labels, null, null, null);
        }

        Failure in(
                @Nullable String where,
                @Nullable String endpoint,
                @Nullable String location,
                @Nullable TaskManagerId manager) {
            String host = endpoint == null ? location : endpoint;
            return new Failure(
                    cause,
                    timestamp,
                    labels,
                    where,
                    host == null || host.equals("(unassigned)") ? null : host,
                    manager);
        }

        boolean hasCauseOf(String trace) {
            SerializedThrowable other = new SerializedThrowable(null, trace, null);
            return cause.rootCause().equals(other.rootCause())
                    && Objects.equals(cause.rootCauseClass(), other.rootCauseClass());
        }

        String trace() {
            return cause.stackTrace() == null ? "" : cause.stackTrace();
        }
    }

    private static List<Failure> newestFirst(JobExceptions exceptions) {
        List<Failure> all = new ArrayList<>();
        for (RootExceptionInfo entry : exceptions.exceptionHistory().entries()) {
            all.add(failure(entry));
        }
        all.sort(Comparator.comparingLong(Failure::timestamp).reversed());
        String root = exceptions.rootException();
        long when = exceptions.timestamp() == null ? 0 : exceptions.timestamp();
        // up to 1.20, a failure enters the history only when the job is restarted after it
        if (root != null && (all.isEmpty() || all.get(0).timestamp() < when)) {
            all.add(0, rootException(root, when, exceptions));
        }
        return all;
    }

    /** Looks for the task in what came along with a failure of the whole job, too. */
    private static Failure failure(RootExceptionInfo entry) {
        Failure failure = new Failure(entry.stacktrace(), entry.timestamp(), entry.failureLabels());
        if (entry.taskName() != null) {
            return failure.in(
                    entry.taskName(), entry.endpoint(), entry.location(), entry.taskManagerId());
        }
        return entry.concurrentExceptions().stream()
                .filter(other -> other.taskName() != null && failure.hasCauseOf(other.stacktrace()))
                .findFirst()
                .map(
                        other ->
                                failure.in(
                                        other.taskName(),
                                        other.endpoint(),
                                        other.location(),
                                        other.taskManagerId()))
                .orElse(failure);
    }

    private static Failure rootException(String trace, long when, JobExceptions exceptions) {
        Failure failure = new Failure(trace, when, Map.of());
        return exceptions.allExceptions().stream()
                .filter(other -> failure.hasCauseOf(other.exception()))
                .findFirst()
                .map(
                        other ->
                                failure.in(
                                        other.task(),
                                        other.endpoint(),
                                        other.location(),
                                        other.taskManagerId()))
                .orElse(failure);
    }

    /** The moment that findings look back from: now, or the job's end. */
    static long reference(JobDetails details) {
        return details.endTime() > 0 ? details.endTime() : details.now();
    }

    private boolean isRecent(Failure failure) {
        return failure.timestamp() >= reference(details) - HOUR;
    }

    /** Tells whether the job runs, or has ended as it should. */
    private boolean works() {
        return switch (details.state()) {
            case RUNNING, FINISHED, CANCELED, CANCELLING -> true;
            default -> false;
        };
    }

    private Severity severity() {
        boolean recovers =
                details.state() == JobStatus.RUNNING
                        && newestFirst.get(0).timestamp() >= details.now() - RECOVERY;
        return works() && !recovers ? Severity.WARNING : Severity.CRITICAL;
    }

    Optional<Finding> rootCause() {
        if (newestFirst.isEmpty() || (works() && !isRecent(newestFirst.get(0)))) {
            return Optional.empty();
        }
        Failure newest = newestFirst.get(0);
        Matcher task = TASK.matcher(newest.task() == null ? "" : newest.task());
        return Optional.of(
                new RootCause(
                        severity(),
                        newest.cause().rootCauseClass(),
                        newest.cause().rootCause(),
                        newest.trace(),
                        newest.timestamp(),
                        newest.labels(),
                        newest.task(),
                        task.matches() ? vertex(task.group(1)) : null,
                        task.matches() ? Integer.valueOf(task.group(2)) - 1 : null,
                        newest.endpoint(),
                        newest.taskManager()));
    }

    private @Nullable VertexId vertex(String name) {
        List<VertexId> named =
                details.vertices().stream()
                        .filter(vertex -> vertex.name().equals(name))
                        .map(JobVertexSummary::id)
                        .toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /**
     * Counts the restarts of the last hour.
     *
     * @param total how often the job was restarted; null if that is not known
     */
    Optional<Finding> restarts(@Nullable Long total) {
        List<Long> recent =
                newestFirst.stream().filter(this::isRecent).map(Failure::timestamp).toList();
        boolean lastWasFinal =
                details.state() == JobStatus.FAILED || details.state() == JobStatus.FAILING;
        List<Long> restarts =
                lastWasFinal && !recent.isEmpty() ? recent.subList(1, recent.size()) : recent;
        if (restarts.isEmpty()) {
            return Optional.empty();
        }
        long count = restarts.size();
        boolean begunSince = details.startTime() >= reference(details) - HOUR;
        if (begunSince && total != null) {
            count = Math.max(count, total);
        }
        boolean olderRemembered = recent.size() < newestFirst.size() && !truncated;
        boolean allCounted = total != null && (begunSince || total <= count);
        boolean atLeast = !olderRemembered && !allCounted;
        return Optional.of(new Restarts(severity(), count, atLeast, total, restarts));
    }

    /** Tells whether the job does not run because it got no slots. */
    boolean gaveUpWaitingForSlots() {
        return !works()
                && !newestFirst.isEmpty()
                && newestFirst.get(0).trace().contains("NoResourceAvailableException");
    }
}
