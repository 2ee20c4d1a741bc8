package dev.flinkrest.jobs;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.RestCaller;
import java.util.Map;

/** Makes checkpoints and savepoints of jobs, rescales them, and ends them. */
abstract class JobTriggers extends JobReads {

    JobTriggers(RestCaller rest) {
        super(rest);
    }

    /**
     * Makes a savepoint of a running job. {@code POST /jobs/:jobid/savepoints}. Flink reports even
     * an unknown job only when asked how far the savepoint is.
     *
     * @param job the job
     * @param options where and how
     * @return the savepoint on its way
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public Operation<SavepointInfo> createSavepoint(JobId job, SavepointOptions options) {
        var reply = rest.send(JobEndpoints.SAVEPOINT.with(job).body(options.body(rest::version)));
        return savepoint("savepoint of job " + job, job, reply.requestId());
    }

    /**
     * Stops a job with a savepoint. {@code POST /jobs/:jobid/stop}. If the savepoint fails, the job
     * goes on.
     *
     * @param job the job
     * @param options where and how
     * @return the stop on its way; when it is done, the job has ended
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public Operation<SavepointInfo> stop(JobId job, StopOptions options) {
        var reply = rest.send(JobEndpoints.STOP.with(job).body(options.body(rest::version)));
        return savepoint("stop of job " + job, job, reply.requestId());
    }

    private Operation<SavepointInfo> savepoint(String description, JobId job, TriggerId trigger) {
        return new Operation<>(
                description,
                trigger,
                options -> {
                    var reply =
                            rest.send(
                                    JobEndpoints.SAVEPOINT_STATUS.with(job, trigger).with(options));
                    SavepointInfo info = reply.operation();
                    return Operation.Status.of(
                            reply.status(), info, info == null ? null : info.failureCause());
                });
    }

    /**
     * Changes the parallelism of all vertices of a running job. {@code PUT
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler. The job runs with less while slots are missing.
     *
     * @param job the job
     * @param parallelism how many subtasks each vertex shall have
     * @return the rescaling on its way; it is done when every vertex runs with that parallelism
     * @throws UnsupportedByServerException if this server cannot rescale this job; nothing was
     *     changed
     * @throws IllegalArgumentException if {@code parallelism} is less than 1
     */
    public Operation<Void> rescale(JobId job, int parallelism) {
        return new Rescaling(rest, job, Check.atLeast("parallelism", parallelism, 1)).start();
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
     * later. Flink reports even an unknown job only when asked how far the checkpoint is.
     *
     * @param job the job
     * @param options how
     * @return the checkpoint on its way; gives the checkpoint's id
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public Operation<Long> triggerCheckpoint(JobId job, CheckpointOptions options) {
        var trigger =
                rest.send(CheckpointEndpoints.TRIGGER.with(job).body(options.body())).requestId();
        return new Operation<>(
                "checkpoint of job " + job,
                trigger,
                call -> {
                    var reply = rest.send(CheckpointEndpoints.STATUS.with(job, trigger).with(call));
                    var info = reply.operation();
                    return Operation.Status.of(
                            reply.status(),
                            info == null ? null : info.checkpointId(),
                            info == null ? null : info.failureCause());
                });
    }

    /**
     * Deletes a savepoint's files. {@code POST /savepoint-disposal}. What it is of need not run any
     * more, nor be known.
     *
     * @param location where the savepoint is, as {@link SavepointInfo#location} gives it
     * @return the deletion on its way; fails if there is no savepoint at that place
     * @throws IllegalArgumentException if the location is blank
     */
    public Operation<Void> disposeSavepoint(String location) {
        var body = Map.of("savepoint-path", Check.notBlank("location", location));
        var trigger = rest.send(JobEndpoints.SAVEPOINT_DISPOSAL.with().body(body)).requestId();
        return new Operation<>(
                "disposal of savepoint " + location,
                trigger,
                call -> {
                    var reply =
                            rest.send(
                                    JobEndpoints.SAVEPOINT_DISPOSAL_STATUS
                                            .with(trigger)
                                            .with(call));
                    var info = reply.operation();
                    return Operation.Status.of(
                            reply.status(), null, info == null ? null : info.failureCause());
                });
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
