package dev.flinkrest.jobs;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationLostException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointType;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.rest.TriggerReply;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes checkpoints and savepoints of jobs, rescales them, and ends them. */
abstract class JobTriggers extends JobReads {

    final Ticker ticker;

    JobTriggers(RestCaller rest, Ticker ticker) {
        super(rest);
        this.ticker = ticker;
    }

    /**
     * Makes a savepoint of a running job where the cluster keeps them. {@code POST
     * /jobs/:jobid/savepoints}. See {@link #createSavepoint(JobId, SavepointOptions)}.
     *
     * @param job the job
     * @return the savepoint on its way
     */
    public Operation<SavepointInfo> createSavepoint(JobId job) {
        return createSavepoint(job, SavepointOptions.none());
    }

    /**
     * Makes a savepoint of a running job. {@code POST /jobs/:jobid/savepoints}. Flink reports even
     * an unknown job only when asked how far the savepoint is.
     *
     * <p>From Flink 1.15 on the client chooses the trigger's id unless the options do; when the
     * answer is lost it triggers again with the same id, and one savepoint is made. If the server
     * forgets the trigger, the operation looks in the job's checkpoints for the one savepoint that
     * was begun since; if there is none, or several, it throws {@link OperationLostException}.
     *
     * @param job the job
     * @param options where and how
     * @return the savepoint on its way
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     * @throws ConnectionException if the answer was lost, and the server is older than 1.15; the
     *     message says what shows whether the savepoint is made
     */
    public Operation<SavepointInfo> createSavepoint(JobId job, SavepointOptions options) {
        long begun = ticker.nanoTime();
        TriggerId trigger =
                trigger(
                        JobEndpoints.SAVEPOINT.with(job),
                        options.body(rest::version),
                        "whether the savepoint is made is not known; see getCheckpoints of the job");
        return savepoint(job, trigger, false, begun);
    }

    /**
     * Stops a job with a savepoint where the cluster keeps them. {@code POST /jobs/:jobid/stop}.
     * See {@link #stop(JobId, StopOptions)}.
     *
     * @param job the job
     * @return the stop on its way; when it is done, the job has ended
     */
    public Operation<SavepointInfo> stop(JobId job) {
        return stop(job, StopOptions.none());
    }

    /**
     * Stops a job with a savepoint. {@code POST /jobs/:jobid/stop}. If the savepoint fails, the job
     * goes on. A lost answer is dealt with as {@link #createSavepoint(JobId, SavepointOptions)}
     * does.
     *
     * @param job the job
     * @param options where and how
     * @return the stop on its way; when it is done, the job has ended
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     * @throws ConnectionException if the answer was lost, and the server is older than 1.15; the
     *     message says what shows whether the job stops
     */
    public Operation<SavepointInfo> stop(JobId job, StopOptions options) {
        long begun = ticker.nanoTime();
        TriggerId trigger =
                trigger(
                        JobEndpoints.STOP.with(job),
                        options.body(rest::version),
                        "whether the job stops is not known; see its state and getCheckpoints of it");
        return savepoint(job, trigger, true, begun);
    }

    private TriggerId trigger(
            Request<TriggerReply> request, Map<String, Object> body, String lookAt) {
        return new Trigger(rest, ticker)
                .send(request, body, () -> rest.version().isAtLeast(FlinkVersion.V1_15), lookAt);
    }

    /**
     * Follows a savepoint, or a stop with one, that was triggered before, by this process or
     * another. {@code GET /jobs/:jobid/savepoints/:triggerid}.
     *
     * @param job the job
     * @param trigger the id that {@link Operation#triggerId} gave
     * @return the operation; asks nothing of the server yet. Its {@code status} and {@code await}
     *     throw {@link OperationLostException} at once if the server does not know the id: Flink
     *     forgets it five minutes after the end, and with its job manager, and no job manager takes
     *     triggers over. When it was triggered is not known, so the job's checkpoints do not tell
     *     what came of it
     */
    public Operation<SavepointInfo> savepointOperation(JobId job, TriggerId trigger) {
        return savepoint(job, trigger, false, null);
    }

    private Operation<SavepointInfo> savepoint(
            JobId job, TriggerId trigger, boolean stops, @Nullable Long begun) {
        String description = (stops ? "stop of job " : "savepoint of job ") + job;
        LostTrigger<SavepointInfo> lost =
                new LostTrigger<>(
                        rest,
                        ticker,
                        job,
                        description,
                        checkpoint ->
                                checkpoint.isSavepoint()
                                        && stops
                                                == (checkpoint.checkpointType()
                                                        == CheckpointType.SYNC_SAVEPOINT),
                        stops,
                        completed -> new SavepointInfo(completed.externalPath(), null),
                        begun);
        return new Operation<>(
                rest,
                description,
                trigger,
                options ->
                        lost.orElse(
                                options,
                                call ->
                                        rest.send(
                                                        JobEndpoints.SAVEPOINT_STATUS
                                                                .with(job, trigger)
                                                                .with(call))
                                                .outcome()));
    }

    /**
     * Changes the parallelism of all vertices of a running job. {@code PUT
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler. The job runs with less while slots are missing.
     *
     * @param job the job
     * @param parallelism how many subtasks each vertex shall have
     * @return the rescaling on its way; it is done when every vertex runs with that parallelism,
     *     and throws {@link JobEndedException} if the job ends
     * @throws UnsupportedByServerException if this server cannot rescale this job; nothing was
     *     changed
     * @throws IllegalArgumentException if {@code parallelism} is less than 1
     */
    public Operation<Void> rescale(JobId job, int parallelism) {
        return new Rescaling(rest, ticker, job, Check.atLeast("parallelism", parallelism, 1))
                .start();
    }

    /**
     * Reads between which bounds the parallelism of each vertex of a running job may be. {@code GET
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler.
     *
     * @param job the job
     * @return the bounds of each vertex
     * @throws UnsupportedByServerException if the server is older, or another scheduler runs the
     *     job
     */
    public JobResourceRequirements getResourceRequirements(JobId job) {
        return Rescaling.supported(
                JobEndpoints.RESOURCE_REQUIREMENTS.toString(),
                () -> rest.send(JobEndpoints.RESOURCE_REQUIREMENTS.with(job)));
    }

    /**
     * Sets between which bounds the parallelism of each vertex of a running job may be; the job is
     * rescaled when it differs from what the bounds and the slots allow. {@code PUT
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler. To wait for it, see {@link #rescale}.
     *
     * @param job the job
     * @param requirements the bounds of each vertex of the job
     * @throws UnsupportedByServerException if the server is older, or another scheduler runs the
     *     job; nothing was changed
     */
    public void updateResourceRequirements(JobId job, JobResourceRequirements requirements) {
        Rescaling.supported(
                JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS.toString(),
                () ->
                        rest.send(
                                JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS
                                        .with(job)
                                        .body(requirements)));
    }

    /**
     * Makes a checkpoint of a running job, as the job is configured. {@code POST
     * /jobs/:jobid/checkpoints}; Flink 1.17 and later.
     *
     * @param job the job
     * @return the checkpoint on its way; gives the checkpoint's id
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public Operation<Long> triggerCheckpoint(JobId job) {
        return triggerCheckpoint(job, CheckpointOptions.none());
    }

    /**
     * Makes a checkpoint of a running job. {@code POST /jobs/:jobid/checkpoints}; Flink 1.17 and
     * later. Flink reports even an unknown job only when asked how far the checkpoint is. The
     * client chooses the trigger's id unless the options do; when the answer is lost it triggers
     * again with the same id, and one checkpoint is made.
     *
     * @param job the job
     * @param options how
     * @return the checkpoint on its way; gives the checkpoint's id
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public Operation<Long> triggerCheckpoint(JobId job, CheckpointOptions options) {
        long begun = ticker.nanoTime();
        TriggerId trigger =
                trigger(
                        CheckpointEndpoints.TRIGGER.with(job),
                        options.body(),
                        "whether the checkpoint is made is not known; see getCheckpoints of the job");
        return checkpoint(job, trigger, begun);
    }

    /**
     * Follows a checkpoint that was triggered before, by this process or another. {@code GET
     * /jobs/:jobid/checkpoints/:triggerid}; Flink 1.17 and later.
     *
     * @param job the job
     * @param trigger the id that {@link Operation#triggerId} gave
     * @return the operation; asks nothing of the server yet. Its {@code status} and {@code await}
     *     throw {@link OperationLostException} at once if the server does not know the id: Flink
     *     forgets it five minutes after the end, and with its job manager, and no job manager takes
     *     triggers over. When it was triggered is not known, so the job's checkpoints do not tell
     *     what came of it
     */
    public Operation<Long> checkpointOperation(JobId job, TriggerId trigger) {
        return checkpoint(job, trigger, null);
    }

    private Operation<Long> checkpoint(JobId job, TriggerId trigger, @Nullable Long begun) {
        String description = "checkpoint of job " + job;
        LostTrigger<Long> lost =
                new LostTrigger<>(
                        rest,
                        ticker,
                        job,
                        description,
                        checkpoint -> !checkpoint.isSavepoint(),
                        false,
                        CompletedCheckpoint::id,
                        begun);
        return new Operation<>(
                rest,
                description,
                trigger,
                options ->
                        lost.orElse(
                                options,
                                call ->
                                        rest.send(
                                                        CheckpointEndpoints.STATUS
                                                                .with(job, trigger)
                                                                .with(call))
                                                .outcome()));
    }

    /**
     * Deletes a savepoint's files. {@code POST /savepoint-disposal}. What it is of need not run any
     * more, nor be known.
     *
     * @param location where the savepoint is, as {@link SavepointInfo#location} gives it
     * @return the deletion on its way; fails if there is no savepoint at that place
     * @throws ConnectionException if the answer was lost; deleting it again does no harm
     * @throws IllegalArgumentException if the location is blank
     */
    public Operation<Void> disposeSavepoint(String location) {
        Map<String, Object> body = new HashMap<>();
        body.put("savepoint-path", Check.notBlank("location", location));
        TriggerId trigger =
                new Trigger(rest, ticker)
                        .send(
                                JobEndpoints.SAVEPOINT_DISPOSAL.with(),
                                body,
                                () -> false,
                                "whether "
                                        + location
                                        + " is deleted is not known; deleting it again does no harm");
        return disposal("disposal of savepoint " + location, trigger);
    }

    /**
     * Follows a deletion of a savepoint that was triggered before, by this process or another.
     * {@code GET /savepoint-disposal/:triggerid}.
     *
     * @param trigger the id that {@link Operation#triggerId} gave
     * @return the operation; asks nothing of the server yet. Its {@code status} and {@code await}
     *     throw {@link NotFoundException} if the server does not know the id: Flink forgets it five
     *     minutes after the end, and with its job manager
     */
    public Operation<Void> disposalOperation(TriggerId trigger) {
        return disposal("disposal of a savepoint", trigger);
    }

    private Operation<Void> disposal(String description, TriggerId trigger) {
        return new Operation<>(
                rest,
                description,
                trigger,
                call ->
                        rest.send(JobEndpoints.SAVEPOINT_DISPOSAL_STATUS.with(trigger).with(call))
                                .outcome());
    }

    /**
     * Cancels a job; it ends some time after. {@code PATCH /jobs/:jobid?mode=cancel}.
     *
     * @param job the job
     * @throws NotFoundException if there is no such job; on Flink 1.13 and 1.14 also if it has
     *     ended
     * @throws ConflictException if it has ended otherwise
     */
    public void terminate(JobId job) {
        rest.send(JobEndpoints.TERMINATE.with(job).query("mode", "cancel"));
    }
}
