package dev.flinkrest.jobs;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarFiles;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.jars.JarEndpoints;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions.Version;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades one job, once. Where it stands can be told from the cluster alone, since the ids of what
 * it starts are made of the job's id: so another call goes on where one before it was killed.
 */
final class Upgrade {
    private final RestCaller rest;
    private final Jobs jobs;
    private final Jars jars;
    private final JarsInUse inUse;
    private final JobId job;
    private final UpgradeOptions options;
    private final String operation;
    private final JobId next;
    private final JobId back;

    private final UpgradeSteps steps;

    /** Keeps the jars from being cleared away meanwhile. */
    private final List<JarsInUse.Reservation> held = new ArrayList<>();

    private @Nullable String savepoint;

    private @Nullable JarId jar;

    Upgrade(
            RestCaller rest,
            Jobs jobs,
            Jars jars,
            JarsInUse inUse,
            JobId job,
            UpgradeOptions options) {
        this.rest = rest;
        this.jobs = jobs;
        this.jars = jars;
        this.inUse = inUse;
        this.job = job;
        this.options = options;
        this.operation = "upgrade of job " + job;
        this.steps = new UpgradeSteps(options.listener);
        this.next = JobId.of(derive(job, "new version"));
        this.back = JobId.of(derive(job, "old version"));
    }

    /** Makes an id of a job's id and of what it is for. */
    static String derive(JobId job, String purpose) {
        byte[] name = ("upgrade of " + job + ": " + purpose).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }

    UpgradeResult run() throws IOException {
        check(options.newVersion);
        if (options.oldVersion != null) {
            check(options.oldVersion);
        }
        try {
            return begin();
        } finally {
            held.forEach(JarsInUse.Reservation::close);
        }
    }

    /** Refuses, before anything is done, what would fail when the job has stopped already. */
    private void check(Version version) throws IOException {
        options.stop.body(rest::version);
        jars.requireSupport(version.options());
        JarId uploaded = version.jar();
        if (uploaded == null) {
            JarFiles.check(version.path());
            return;
        }
        held.add(inUse.reserve(uploaded));
        if (jars.all().files().stream().noneMatch(file -> file.id().equals(uploaded))) {
            throw new IllegalArgumentException(
                    "the jar " + uploaded + " is not on the server; expected one of jars().all()");
        }
    }

    private UpgradeResult begin() throws IOException {
        Optional<JobDetails> rolledBack = find(back);
        if (rolledBack.isPresent()) {
            boolean runs = !rolledBack.get().state().isGloballyTerminal();
            throw failure(
                    "a call before this one has rolled it back",
                    runs ? Outcome.ROLLED_BACK : Outcome.STOPPED,
                    runs ? back : null,
                    null,
                    null);
        }
        UpgradeStop stop = new UpgradeStop(rest, jobs, job, options, operation);
        boolean started = find(next).isPresent();
        if (started) {
            savepoint = find(job).map(stop::stoppedBefore).orElse(null);
        } else {
            JobDetails before = jobs.get(job);
            steps.take(
                    Step.STOP,
                    "job " + job,
                    () -> {
                        String location = stop.stop(before);
                        savepoint = location;
                        return location == null ? "cancelled" : location;
                    });
        }
        try {
            if (!started) {
                jar = upload(options.newVersion);
                start(Step.RUN, options.newVersion, jar, next);
            }
            await(Step.AWAIT, next);
        } catch (InterruptedCallException e) {
            throw e; // where it stands now, another call goes on
        } catch (FlinkRestException | IOException | IllegalArgumentException e) {
            throw goBack(e);
        }
        return new UpgradeResult(next, jar, savepoint, deleteOldJar());
    }

    private Optional<JobDetails> find(JobId id) {
        try {
            return Optional.of(jobs.get(id));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean isAlive(JobId id) {
        return find(id).filter(details -> !details.state().isGloballyTerminal()).isPresent();
    }

    private JarId upload(Version version) throws IOException {
        if (version.jar() != null) {
            return version.jar();
        }
        JarsInUse.Reservation reservation = inUse.reserveUpload(version.name());
        held.add(reservation);
        JarId id =
                steps.take(Step.UPLOAD, version.name(), () -> jars.upload(version.path()).jarId());
        reservation.add(id);
        return id;
    }

    private void start(Step step, Version version, JarId id, JobId started) {
        RunOptions.Builder run = version.options().toBuilder().jobId(started);
        if (savepoint != null) {
            run.savepointPath(savepoint);
        }
        steps.take(step, "jar " + id, () -> jars.run(id, run.build()));
    }

    private void await(Step step, JobId started) {
        steps.take(
                step,
                "job " + started,
                () -> {
                    try {
                        jobs.awaitAllVerticesRunning(started, options.startTimeout);
                        if (options.awaitCheckpoint && step == Step.AWAIT) {
                            jobs.awaitCheckpoint(started, 0, options.startTimeout);
                        }
                    } catch (JobEndedException e) {
                        if (!e.state().equals(JobStatus.FINISHED.name())) {
                            throw e;
                        }
                    }
                    return started;
                });
    }

    private boolean deleteOldJar() {
        Version old = options.oldVersion;
        JarId oldJar = old == null ? null : old.jar();
        if (oldJar == null || options.keepOldJar || oldJar.equals(options.newVersion.jar())) {
            return false;
        }
        try {
            steps.take(
                    Step.DELETE_OLD_JAR,
                    "jar " + oldJar,
                    () -> {
                        jars.delete(oldJar);
                        return oldJar;
                    });
            return true;
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            return false; // the listener knows, and so does the caller by the result
        }
    }

    private UpgradeFailedException goBack(Exception cause) {
        if (mayHaveRun(cause)) {
            return failure(
                    "whether the new version was started is not known",
                    Outcome.UNKNOWN,
                    null,
                    cause,
                    null);
        }
        String message = "the new version did not come up";
        Version old = options.oldVersion;
        if (old == null) {
            return failure(message, Outcome.STOPPED, isAlive(next) ? next : null, cause, null);
        }
        Outcome reached = Outcome.UNKNOWN;
        try {
            if (isAlive(next)) {
                steps.take(Step.CANCEL_NEW, "job " + next, this::cancelNext);
            }
            reached = Outcome.STOPPED;
            start(Step.RUN_OLD, old, upload(old), back);
            await(Step.AWAIT_OLD, back);
            return failure(message, Outcome.ROLLED_BACK, back, cause, null);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException | IOException | IllegalArgumentException e) {
            return mayHaveRun(e)
                    ? failure(message, Outcome.UNKNOWN, null, cause, e)
                    : failure(message, reached, null, cause, e);
        }
    }

    private JobId cancelNext() {
        jobs.terminate(next);
        jobs.awaitTerminated(next, options.stopTimeout);
        return next;
    }

    /** Tells whether a job may still begin to run, so that another must not be started. */
    private static boolean mayHaveRun(Exception failure) {
        return failure instanceof DeadlineExceededException late
                && late.operation().equals(JarEndpoints.RUN.toString());
    }

    private UpgradeFailedException failure(
            String message,
            Outcome outcome,
            @Nullable JobId running,
            @Nullable Throwable cause,
            @Nullable Throwable rollbackFailure) {
        return new UpgradeFailedException(
                operation, message, outcome, running, savepoint, cause, rollbackFailure);
    }
}
