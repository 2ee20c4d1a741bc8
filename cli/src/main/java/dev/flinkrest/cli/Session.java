package dev.flinkrest.cli;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.FlinkRestClientBuilder;
import dev.flinkrest.cli.context.Context;
import dev.flinkrest.cli.context.ContextFile;
import dev.flinkrest.cli.context.Target;
import dev.flinkrest.cli.context.Targets;
import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.OutputEndedException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionBuilder;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.sql.SqlGateway;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is one run of a command: what it prints to, and the one place that opens clients. They are opened
 * when first asked for.
 */
public final class Session implements AutoCloseable {
    /** How long a shell may be kept waiting for what it completes. */
    private static final Duration HURRY = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private final Output out;
    private final Targets targets;
    private final List<String> urls;
    private final @Nullable String context;
    private final @Nullable Duration requestTimeout;
    private @Nullable FlinkRestClient flink;
    private @Nullable HistoryServer history;
    private @Nullable SqlGateway gateway;
    private @Nullable Session hurried;

    Session(Surroundings surroundings, Output out, CommonOptions options) {
        this(
                surroundings,
                out,
                new Targets(surroundings.environment(), surroundings.home()),
                options.urls(),
                options.context(),
                options.requestTimeout());
    }

    private Session(
            Surroundings surroundings,
            Output out,
            Targets targets,
            List<String> urls,
            @Nullable String context,
            @Nullable Duration requestTimeout) {
        this.surroundings = surroundings;
        this.out = out;
        this.targets = targets;
        this.urls = urls;
        this.context = context;
        this.requestTimeout = requestTimeout;
    }

    /**
     * Returns a run that asks another cluster, has no patience, and says nothing.
     *
     * @param urls its URLs; empty for none
     * @param context its context, or null
     * @return the run, closed with this one
     */
    public Session like(List<String> urls, @Nullable String context) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, surroundings.charset());
        Output silent = new Output(nowhere, Looks.NONE, nowhere, Looks.NONE);
        hurried = new Session(surroundings, silent, targets, urls, context, HURRY);
        return hurried;
    }

    /**
     * Returns what results and talk are printed to.
     *
     * @return the one that prints
     */
    public Output out() {
        return out;
    }

    /**
     * Returns what the run finds around it.
     *
     * @return streams, environment, home directory
     */
    public Surroundings surroundings() {
        return surroundings;
    }

    /**
     * Returns the environment variables.
     *
     * @return values by name
     */
    public Map<String, String> environment() {
        return surroundings.environment();
    }

    /**
     * Returns the file of contexts.
     *
     * @return the file, which need not exist
     */
    public ContextFile contexts() {
        return targets.file();
    }

    /**
     * Finds out which cluster is meant.
     *
     * @return the cluster
     */
    public Target target() {
        return targets.find(urls, context);
    }

    /**
     * Finds a context.
     *
     * @param name its name
     * @return the cluster
     */
    public Target target(String name) {
        return targets.named(name);
    }

    /**
     * Returns what {@code --url} gave.
     *
     * @return the URLs; empty if it was not given
     */
    public List<String> urls() {
        return urls;
    }

    /**
     * Opens the client of the cluster.
     *
     * @return the client, always the same; closed with this session
     */
    public FlinkRestClient flink() {
        if (flink == null) {
            Target target = target();
            if (target.name() != null && contexts().isReadByOthers()) {
                out.warn("others can read your contexts; try: chmod 600 " + contexts().path());
            }
            flink = open(target);
        }
        return flink;
    }

    private FlinkRestClient open(Target target) {
        Context from = target.context();
        FlinkRestClientBuilder builder = FlinkRestClient.builder();
        if (from.flinkConfig() != null) {
            builder.flinkConfig(Path.of(from.flinkConfig()));
        }
        if (!from.urls().isEmpty()) {
            builder.urls(from.urls().toArray(String[]::new));
        }
        return configured(builder, target).build();
    }

    /**
     * Says what to tell a user who presses Ctrl-C from now on; what goes on in the cluster goes on.
     *
     * @param hint how to find out what becomes of it; commands of this program begin with {@link
     *     #again}
     */
    public void onInterrupt(String hint) {
        surroundings.onInterrupt(hint);
    }

    /**
     * Returns how a command to the same cluster begins.
     *
     * @return the program's name, with context or URL if they were given
     */
    public String again() {
        if (!urls.isEmpty()) {
            return "flinkctl --url " + String.join(",", urls);
        }
        return context == null ? "flinkctl" : "flinkctl --context " + context;
    }

    /**
     * Waits for what goes on in the cluster.
     *
     * @param <T> what it gives
     * @param operation the operation
     * @param what what it is, for people
     * @param command how to wait for it again; null if no command can
     * @param timeout how long to wait at most
     * @return what it gives
     */
    public <T extends @Nullable Object> T await(
            Operation<T> operation, String what, @Nullable String command, Duration timeout) {
        if (command != null) {
            onInterrupt("The " + what + " goes on. To wait for it: " + again() + " " + command);
        }
        return out.during(what, () -> operation.await(timeout));
    }

    /**
     * Does something to each of several things, also when it fails for one of them, or nobody reads
     * what comes of it.
     *
     * @param <T> the kind of thing
     * @param things the things
     * @param action what is done
     * @throws CommandFailedException if it fails for one of several; what failed was told
     */
    public <T> void each(List<T> things, Consumer<T> action) {
        ExitCode worst = null;
        OutputEndedException ended = null;
        for (T thing : things) {
            try {
                action.accept(thing);
            } catch (OutputEndedException e) {
                ended = e;
            } catch (DryRun.NotSentException e) {
                // what would be sent was printed
            } catch (FlinkRestException e) {
                if (things.size() == 1) {
                    throw e;
                }
                Failures.tell(e, out, false);
                worst = worst == null ? Failures.exitCode(e) : worst;
            }
        }
        if (worst != null) {
            throw new CommandFailedException(
                    worst, "not all of them could be dealt with; see above");
        }
        if (ended != null) {
            throw ended;
        }
    }

    /**
     * Asks before something that cannot be undone.
     *
     * @param question the question, without its question mark
     * @param yes whether the user has said yes already
     * @throws CommandFailedException if the user says no, or there is nobody to be asked
     */
    public void confirm(String question, boolean yes) {
        if (!yes) {
            surroundings.confirm(question, out);
        }
    }

    /**
     * Opens the client of the cluster, or one that only reads, and prints what else it is asked to
     * send.
     *
     * @param dryRun which of both
     * @return the client
     */
    public FlinkRestClient flink(boolean dryRun) {
        return dryRun ? FlinkRestClient.over(new DryRun(flink(), out)) : flink();
    }

    /**
     * Opens the client of the History Server: the context's, or what {@code
     * FLINKCTL_HISTORY_SERVER} names.
     *
     * @return the client, always the same; closed with this session
     * @throws CommandFailedException if none is named
     */
    public HistoryServer history() {
        if (history == null) {
            Target target = target();
            history =
                    configured(
                                    HistoryServer.builder()
                                            .url(
                                                    other(
                                                            target.context().historyServer(),
                                                            "FLINKCTL_HISTORY_SERVER",
                                                            "History Server",
                                                            "--history-server")),
                                    target)
                            .build();
        }
        return history;
    }

    /**
     * Opens the client of the SQL Gateway: the context's, or what {@code FLINKCTL_SQL_GATEWAY}
     * names.
     *
     * @return the client, always the same; closed with this session
     * @throws CommandFailedException if none is named
     */
    public SqlGateway gateway() {
        if (gateway == null) {
            Target target = target();
            String url =
                    other(
                            target.context().sqlGateway(),
                            "FLINKCTL_SQL_GATEWAY",
                            "SQL Gateway",
                            "--sql-gateway");
            gateway = configured(SqlGateway.builder().url(url), target).build();
        }
        return gateway;
    }

    private String other(@Nullable String inContext, String variable, String what, String option) {
        String url = surroundings.variable(variable);
        if (!url.isEmpty()) {
            return url;
        }
        if (inContext == null) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "no "
                            + what
                            + " is known; name it in "
                            + variable
                            + ", or in a context: flinkctl context set NAME "
                            + option
                            + " URL");
        }
        return inContext;
    }

    private <B extends ConnectionBuilder<B>> B configured(B builder, Target target) {
        target.configure(builder, environment());
        return requestTimeout == null
                ? builder
                : builder.callOptions(CallOptions.NONE.withCallTimeout(requestTimeout));
    }

    @Override
    public void close() {
        if (flink != null) {
            flink.close();
        }
        if (history != null) {
            history.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (hurried != null) {
            hurried.close();
        }
    }
}
