package dev.flinkrest.jars;

import dev.flinkrest.plan.JobPlanReply;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import java.util.List;

/** Rows under {@code /jars}. */
public final class JarEndpoints {
    /** Lists the uploaded jars. */
    public static final Endpoint<JarList> ALL =
            Endpoint.get("/jars", JarList.class)
                    .homeOf(list -> list.files().stream().map(jar -> jar.id().toString()).toList());

    /** Uploads a jar. */
    public static final Endpoint<JarUpload> UPLOAD =
            Endpoint.of(HttpMethod.POST, "/jars/upload", JarUpload.class)
                    .homeOf(jar -> List.of(jar.jarId().toString()));

    /** Shows the plan of the job that a jar would run. */
    public static final Endpoint<JobPlanReply> PLAN =
            Endpoint.of(HttpMethod.POST, "/jars/:jarid/plan", JobPlanReply.class).atHome();

    /** Runs a jar. */
    public static final Endpoint<JarRunReply> RUN =
            Endpoint.of(HttpMethod.POST, "/jars/:jarid/run", JarRunReply.class).atHome();

    /** Runs a jar as an application. */
    public static final Endpoint<JarRunApplicationReply> RUN_APPLICATION =
            Endpoint.of(
                            HttpMethod.POST,
                            "/jars/:jarid/run-application",
                            JarRunApplicationReply.class)
                    .since(FlinkVersion.V2_3, "Run the jar instead")
                    .atHome();

    /** Deletes a jar. */
    public static final Endpoint<Void> DELETE =
            Endpoint.of(HttpMethod.DELETE, "/jars/:jarid", Void.class).atHome();

    private JarEndpoints() {}
}
