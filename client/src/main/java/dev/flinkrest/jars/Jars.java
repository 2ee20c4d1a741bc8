package dev.flinkrest.jars;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.plan.JobPlan;
import dev.flinkrest.rest.FileUpload;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.rest.UploadProgress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Uploads, runs and deletes jars. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such jar.
 */
public final class Jars {
    private static final System.Logger LOG = System.getLogger(Jars.class.getName());

    private final RestCaller rest;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public Jars(RestCaller rest) {
        this.rest = rest;
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
     * Uploads a jar. {@code POST /jars/upload}.
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
     * Uploads a jar. {@code POST /jars/upload}.
     *
     * @param jar the file; streamed from disk
     * @param progress is told how far the upload has come
     * @return where the server keeps it, and its id
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is a directory, empty, no zip file, or its name does
     *     not end in {@code .jar}
     */
    public JarUpload upload(Path jar, UploadProgress progress) throws IOException {
        String name = JarFiles.check(jar);
        return rest.send(JarEndpoints.UPLOAD.with().body(new FileUpload(jar, name, progress)));
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
     * Shows the plan of the job that a jar would run. {@code POST /jars/:jarid/plan}.
     *
     * @param jar the uploaded jar
     * @param options how its program is called
     * @return the plan
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public JobPlan getPlan(JarId jar, PlanOptions options) {
        var body = options.program().body(JarEndpoints.PLAN.toString(), rest::version);
        return rest.send(JarEndpoints.PLAN.with(jar).body(body)).plan();
    }

    /**
     * Runs a jar. {@code POST /jars/:jarid/run}.
     *
     * @param jar the uploaded jar
     * @return the id of the job that was started
     */
    public JobId run(JarId jar) {
        return run(jar, RunOptions.none());
    }

    /**
     * Runs a jar. {@code POST /jars/:jarid/run}.
     *
     * @param jar the uploaded jar
     * @param options how its program is run
     * @return the id of the job that was started
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public JobId run(JarId jar, RunOptions options) {
        var request = JarEndpoints.RUN.with(jar).body(options.body(rest::version));
        try {
            return rest.send(request).jobid();
        } finally {
            if (options.deleteJarAfterRun()) {
                deleteQuietly(jar);
            }
        }
    }

    /**
     * Runs a jar as an application: the server returns at once, and calls the program's {@code
     * main} afterwards. {@code POST /jars/:jarid/run-application}; Flink 2.3 and later.
     *
     * @param jar the uploaded jar
     * @param options how its program is run
     * @return the id of the application that was started
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public ApplicationId runApplication(JarId jar, RunApplicationOptions options) {
        var request = JarEndpoints.RUN_APPLICATION.with(jar).body(options.body(rest::version));
        try {
            return rest.send(request).applicationid();
        } finally {
            if (options.deleteJarAfterRun()) {
                deleteQuietly(jar);
            }
        }
    }

    /**
     * Uploads a jar and runs it.
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
     * Uploads a jar and runs it.
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
     */
    public JobId uploadAndRun(Path jar, RunOptions options, UploadProgress progress)
            throws IOException {
        options.body(rest::version); // refuses what the server does not know before the upload
        return run(upload(jar, progress).jarId(), options);
    }

    /**
     * Deletes a jar; jobs that run from it are not touched. {@code DELETE /jars/:jarid}.
     *
     * @param jar the uploaded jar
     */
    public void delete(JarId jar) {
        rest.send(JarEndpoints.DELETE.with(jar));
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
