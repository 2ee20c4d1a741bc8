package dev.flinkrest.jobs;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarFiles;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions.Version;
import dev.flinkrest.jobs.checkpoints.RestoredCheckpoint;
import dev.flinkrest.rest.FlinkVersion;
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

    /** Whether a version was sent that may yet begin to run, so that no other must be started. */
    private boolean mayStartYet;

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
        options.newVersion.keep(inUse, held);
        if (options.oldVersion != null) {
            options.oldVersion.keep(inUse, held);
        }
        try {
            return begin();
        } finally {
            held.forEach(JarsInUse.Reservation::close);
        }
    }

    private UpgradeResult begin() throws IOException {
        Optional<JobDetails> old = find(job);
        if (find(back).isPresent()) {
            throw wentBackBefore();
        }
        UpgradeStop stop = new UpgradeStop(rest, jobs, job, options, operation);
        boolean started = find(next).isPresent();
        if (started) {
            savepoint = options.stateless ? null : savepointOf(next);
        } else {
            check(options.newVersion);
            if (options.oldVersion != null) {
                check(options.oldVersion);
            }
            JobDetails before = old.isPresent() ? old.get() : jobs.get(job);
            stop(stop, before);
            started = before.state().isGloballyTerminal() && appears();
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

    /** Refuses, before the job is stopped, what would fail when it has. */
    private void check(Version version) throws IOException {
        if (!options.stateless) {
            options.stop.body(rest::version);
        }
        jars.requireSupport(version.options());
        JarId uploaded = version.jar();
        if (uploaded == null) {
            JarFiles.check(version.path());
        } else if (jars.all().files().stream().noneMatch(file -> file.id().equals(uploaded))) {
            throw new IllegalArgumentException(
                    "the jar " + uploaded + " is not on the server; expected one of jars().all()");
        }
    }

    private void stop(UpgradeStop stop, JobDetails before) {
        steps.take(
                Step.STOP,
                "job " + job,
                () -> {
                    String location = stop.stop(before);
                    savepoint = location;
                    return location == null ? "cancelled" : location;
                });
    }

    /**
     * Waits for the new version that a killed call may have sent just before: on servers that do
     * not bear a second submission beside the first.
     */
    private boolean appears() {
        if (rest.version().isAtLeast(FlinkVersion.V1_16)) {
            return false;
        }
        try {
            return new Wait(operation, Wait.TAKE_OVER, jobs.ticker)
                    .until(left -> find(next).isPresent() ? true : null, () -> "");
        } catch (DeadlineExceededException e) {
            return false;
        }
    }

    /** Returns the savepoint that a job was started from; null if the server does not tell. */
    private @Nullable String savepointOf(JobId started) {
        try {
            RestoredCheckpoint restored = jobs.getCheckpoints(started).latest().restored();
            return restored == null || !restored.isSavepoint() ? null : restored.externalPath();
        } catch (NotFoundException e) {
            return null;
        }
    }

    private UpgradeFailedException wentBackBefore() {
        String message = "a call before this one has rolled it back";
        savepoint = options.stateless ? null : savepointOf(back);
        try {
            await(Step.AWAIT_OLD, back);
            return failure(message, Outcome.ROLLED_BACK, back, null, null);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            return failure(message, Outcome.STOPPED, aliveOrNull(back), null, e);
        }
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

    private @Nullable JobId aliveOrNull(JobId id) {
        try {
            return isAlive(id) ? id : null;
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            return null; // it is not known
        }
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
            if (options.oldVersion != null
                    && version.options().claimMode() == null
                    && rest.version().isAtLeast(FlinkVersion.V1_15)) {
                run.claimMode(ClaimMode.NO_CLAIM); // whatever the cluster's default is
            }
        }
        steps.take(
                step,
                "jar " + id,
                () -> {
                    try {
                        return jars.run(id, run.build());
                    } catch (ConflictException e) {
                        return started; // by another call of this upgrade
                    } catch (FlinkRestException e) {
                        mayStartYet = e.maybeSent() && !(e instanceof ServerErrorException);
                        throw e;
                    }
                });
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
                    } catch (NotFoundException e) {
                        mayStartYet = true; // it was started: another job manager takes it over
                        throw e;
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
        String message = "the new version did not come up";
        if (mayStartYet) {
            return failure(
                    "whether the new version runs is not known",
                    Outcome.UNKNOWN,
                    null,
                    cause,
                    null);
        }
        Version old = options.oldVersion;
        if (old == null) {
            return failure(message, Outcome.STOPPED, aliveOrNull(next), cause, null);
        }
        if (savepoint == null && !options.stateless) {
            return failure(
                    message + ", and its savepoint is not known any more, so the old was not run",
                    Outcome.STOPPED,
                    aliveOrNull(next),
                    cause,
                    null);
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
            Outcome left = mayStartYet ? Outcome.UNKNOWN : reached;
            JobId running = left == Outcome.STOPPED ? aliveOrNull(back) : null;
            return failure(message, left, running, cause, e);
        }
    }

    private JobId cancelNext() {
        UpgradeStop.cancel(rest, jobs, next);
        jobs.awaitTerminated(next, options.stopTimeout);
        return next;
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
