package dev.flinkrest.jars;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.plan.JobPlan;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.rest.UploadProgress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Uploads, runs and deletes jars. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such jar.
 */
public final class Jars {
    private static final System.Logger LOG = System.getLogger(Jars.class.getName());

    /** Ask whether one is there, and nothing of it. */
    private static final Endpoint<Void> JOB =
            Endpoint.of(HttpMethod.GET, "/jobs/:jobid", Void.class);

    private static final Endpoint<Void> APPLICATION =
            Endpoint.of(HttpMethod.GET, "/applications/:applicationid", Void.class);

    private final RestCaller rest;
    private final JarsInUse inUse;
    private final Supplier<OptionalLong> serverMillis;
    private final Ticker ticker;
    private final JarUploads uploads;
    private final MixUps mixUps;

    /**
     * Makes a handle that knows of no other's jars.
     *
     * @param rest carries out the requests
     */
    public Jars(RestCaller rest) {
        this(rest, new JarsInUse(), OptionalLong::empty);
    }

    /**
     * Makes a handle, one of many of a client.
     *
     * @param rest carries out the requests
     * @param inUse what the client's other handles work with
     * @param serverMillis tells the server's time, in milliseconds since 1970, if it can be had
     */
    @SuppressWarnings("exports") // clients alone make handles
    public Jars(RestCaller rest, JarsInUse inUse, Supplier<OptionalLong> serverMillis) {
        this(rest, inUse, serverMillis, Ticker.pausing(rest::pause));
    }

    Jars(RestCaller rest, JarsInUse inUse, Supplier<OptionalLong> serverMillis, Ticker ticker) {
        this.rest = rest;
        this.inUse = inUse;
        this.serverMillis = serverMillis;
        this.ticker = ticker;
        this.uploads = new JarUploads(rest, ticker, inUse);
        this.mixUps = new MixUps(rest, inUse.turns(), ticker);
    }

    /**
     * Lists the uploaded jars. {@code GET /jars}.
     *
     * @return the jars, and the address they were asked of
     */
    public JarList all() {
        return rest.send(JarEndpoints.ALL.with());
    }

    /**
     * Uploads a jar. {@code POST /jars/upload}. See {@link #upload(Path, UploadProgress)}.
     *
     * @param jar the file; streamed from disk
     * @return where the server keeps it, and its id
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is a directory, empty, no zip file, or its name does
     *     not end in {@code .jar}
     */
    public JarUpload upload(Path jar) throws IOException {
        return upload(jar, UploadProgress.NONE);
    }

    /**
     * Uploads a jar. {@code POST /jars/upload}. When the answer is lost, the jar is uploaded again,
     * up to three times in all within the time of one call; then one may stay behind that nobody
     * knows of.
     *
     * @param jar the file; streamed from disk
     * @param progress is told how far the upload has come; begins again with each
     * @return where the server keeps it, and its id
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is a directory, empty, no zip file, or its name does
     *     not end in {@code .jar}
     */
    public JarUpload upload(Path jar, UploadProgress progress) throws IOException {
        return uploads.upload(jar, progress, rest.callTimeout());
    }

    /**
     * Shows the plan of the job that a jar would run. {@code POST /jars/:jarid/plan}.
     *
     * @param jar the uploaded jar
     * @return the plan
     */
    public JobPlan getPlan(JarId jar) {
        return getPlan(jar, PlanOptions.none());
    }

    /**
     * Shows the plan of the job that a jar would run. {@code POST /jars/:jarid/plan}. As {@link
     * #run(JarId, RunOptions)} does, waits for the client's other programs on an old Flink.
     *
     * @param jar the uploaded jar
     * @param options how its program is called
     * @return the plan
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public JobPlan getPlan(JarId jar, PlanOptions options) {
        var body = options.program().body(JarEndpoints.PLAN.toString(), rest::version);
        var request = JarEndpoints.PLAN.with(jar).body(body);
        return mixUps.avoid(
                        request.endpoint(),
                        left -> rest.send(request.with(CallOptions.NONE.withCallTimeout(left))))
                .plan();
    }

    /**
     * Runs a jar, exactly once. {@code POST /jars/:jarid/run}. See {@link #run(JarId, RunOptions)}.
     *
     * @param jar the uploaded jar
     * @return the id of the job that was started
     */
    public JobId run(JarId jar) {
        return run(jar, RunOptions.none());
    }

    /**
     * Runs a jar, exactly once. {@code POST /jars/:jarid/run}. The client chooses the job's id
     * unless the options do. When the answer is lost, it asks whether that job is there, and runs
     * the jar again with the same id only if it is not, until the call's time is over.
     *
     * <p>On Flink before 1.16.3, 1.17.0 and 1.17.1, which mix up programs that run at the same time
     * (FLINK-32592), first waits for those that this client runs to end.
     *
     * @param jar the uploaded jar
     * @param options how its program is run
     * @return the id of the job that was started
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     * @throws ConflictException if a job of the id that the options give was there before
     * @throws DeadlineExceededException if it could not be found out in time whether the job was
     *     started; the message names its id
     * @throws ConnectionException if the server cannot be reached; or if it is open whether the job
     *     was started, for a second run was refused, or an old Flink may have mixed it up with one
     *     that another client ran
     */
    public JobId run(JarId jar, RunOptions options) {
        return run(JarAtHand.uploaded(jar), options);
    }

    private JobId run(JarAtHand jar, RunOptions options) {
        JobId id = Objects.requireNonNullElseGet(options.jobId(), JobId::random);
        Map<String, Object> body = options.body(rest::version);
        body.put("jobId", id);
        return submit(
                jar,
                options.deleteJarAfterRun(),
                new Submission<>(
                        rest,
                        ticker,
                        "job",
                        jar,
                        jarId -> JarEndpoints.RUN.with(jarId).body(body),
                        JarRunReply::jobid,
                        JOB.with(id),
                        id,
                        options.jobId() != null));
    }

    /**
     * Runs a jar as an application, exactly once: the server returns at once, and calls the
     * program's {@code main} afterwards, for which it needs the jar until the jobs run. {@code POST
     * /jars/:jarid/run-application}; Flink 2.3 and later. The client chooses the application's id
     * unless the options do, and goes by it when the answer is lost, as {@link #run(JarId,
     * RunOptions)} does.
     *
     * @param jar the uploaded jar
     * @param options how its program is run
     * @return the id of the application that was started
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     * @throws ConflictException if an application of the id that the options give was there before
     * @throws DeadlineExceededException if it could not be found out in time whether the
     *     application was started; the message names its id
     */
    public ApplicationId runApplication(JarId jar, RunApplicationOptions options) {
        return runApplication(JarAtHand.uploaded(jar), options);
    }

    private ApplicationId runApplication(JarAtHand jar, RunApplicationOptions options) {
        ApplicationId id =
                Objects.requireNonNullElseGet(options.applicationId(), ApplicationId::random);
        Map<String, Object> body = options.body(rest::version);
        body.put("applicationId", id);
        return submit(
                jar,
                false, // the program's main is called later, and its jobs are made from the jar
                new Submission<>(
                        rest,
                        ticker,
                        "application",
                        jar,
                        jarId -> JarEndpoints.RUN_APPLICATION.with(jarId).body(body),
                        JarRunApplicationReply::applicationid,
                        APPLICATION.with(id),
                        id,
                        options.applicationId() != null));
    }

    private <I> I submit(JarAtHand jar, boolean deleteJar, Submission<?, I> submission) {
        boolean open = true; // until it is known that the server does not need the jar any more
        var reservation = inUse.reserve(jar.id());
        try {
            I id = submission.submit(mixUps);
            open = false;
            return id;
        } catch (FlinkRestException e) {
            open = Submission.isOpen(e);
            throw e;
        } finally {
            if (deleteJar && !open) {
                deleteQuietly(jar.id());
            }
            reservation.close();
        }
    }

    /**
     * Uploads a jar and runs it, exactly once. See {@link #uploadAndRun(Path, RunOptions,
     * UploadProgress)}.
     *
     * @param jar the file; streamed from disk
     * @param options how its program is run
     * @return the id of the job that was started
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is a directory, empty, no zip file, or its name does
     *     not end in {@code .jar}
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public JobId uploadAndRun(Path jar, RunOptions options) throws IOException {
        return uploadAndRun(jar, options, UploadProgress.NONE);
    }

    /**
     * Uploads a jar and runs it, exactly once, as {@link #run(JarId, RunOptions)} does.
     *
     * @param jar the file; streamed from disk
     * @param options how its program is run
     * @param progress is told how far the upload has come
     * @return the id of the job that was started
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is a directory, empty, no zip file, or its name does
     *     not end in {@code .jar}
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     * @throws ConflictException if a job of the id that the options give was there before
     * @throws DeadlineExceededException if it could not be found out in time whether the job was
     *     started; the message names its id
     */
    public JobId uploadAndRun(Path jar, RunOptions options, UploadProgress progress)
            throws IOException {
        requireSupport(options);
        return uploads.uploadAnd(jar, progress, uploaded -> run(uploaded, options));
    }

    /**
     * Uploads a jar and runs it as an application, exactly once, as {@link #runApplication} does.
     * Flink 2.3 and later.
     *
     * @param jar the file; streamed from disk
     * @param options how its program is run
     * @param progress is told how far the upload has come
     * @return the id of the application that was started
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is a directory, empty, no zip file, or its name does
     *     not end in {@code .jar}
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     * @throws ConflictException if an application of the id that the options give was there before
     * @throws DeadlineExceededException if it could not be found out in time whether the
     *     application was started; the message names its id
     */
    public ApplicationId uploadAndRunApplication(
            Path jar, RunApplicationOptions options, UploadProgress progress) throws IOException {
        JarEndpoints.RUN_APPLICATION.requireSupport(rest.version());
        return uploads.uploadAnd(jar, progress, uploaded -> runApplication(uploaded, options));
    }

    /**
     * Refuses options that the server does not know, before anything is done for them.
     *
     * @param options how a program is to be run
     * @throws UnsupportedByServerException if the server's version does not know one of the options
     */
    public void requireSupport(RunOptions options) {
        options.body(rest::version);
    }

    /**
     * Deletes a jar; jobs that run from it are not touched. {@code DELETE /jars/:jarid}.
     *
     * @param jar the uploaded jar
     */
    public void delete(JarId jar) {
        rest.send(JarEndpoints.DELETE.with(jar));
    }

    /**
     * Deletes the jars that nobody needs any more; jobs that run from them are not touched. {@code
     * GET /jars}, {@code GET /taskmanagers} for the server's time, {@code DELETE /jars/:jarid}.
     * Never deletes one that this client, in whichever thread, is about to run: between the
     * beginning of {@code run}, {@code runApplication}, {@code uploadAndRun} or {@code
     * uploadAndRunApplication} and its end. Between {@code upload} and {@code run}, the options
     * must spare it, and so they must until the jobs of an application run.
     *
     * @param options which jars
     * @return what was deleted, what stays and why, and what could not be deleted
     * @throws FlinkRestException if the jars cannot be listed, or the thread is interrupted; a jar
     *     that cannot be deleted is in the result
     */
    public PruneResult prune(PruneOptions options) {
        return new Prune(rest, inUse, options).run(serverMillis);
    }

    /** The job's id, or why it did not start, matters more than a jar that stays behind. */
    private void deleteQuietly(JarId jar) {
        try {
            delete(jar);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The jar {0} stays behind after its run: {1}",
                    jar,
                    e.getMessage());
        }
    }
}
