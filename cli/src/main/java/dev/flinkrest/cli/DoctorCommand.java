package dev.flinkrest.cli;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cli.context.Target;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.cluster.DashboardConfiguration;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.taskmanagers.TaskManagerInfo;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description =
                "Checks whether the cluster can be reached, what it is, and what is switched on there.")
final class DoctorCommand extends CliCommand {
    /** A task manager's last heartbeat may be that old, and what the server shows of jobs. */
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private static final long SOON_DAYS = 14;

    /** Says how a check went. */
    enum Mark {
        OK,
        WARNING,
        ERROR
    }

    /**
     * Is what was found.
     *
     * @param check what was looked at
     * @param found what there is
     * @param hint what to do about it; null if nothing need be done
     */
    record Check(String check, Mark result, String found, @Nullable String hint) {}

    private static final View<Check> CHECKS =
            View.named(Check::check)
                    .column("CHECK", Check::check)
                    .state("RESULT", Check::result)
                    .text("FOUND", check -> check.found() + hint(check));

    private static String hint(Check check) {
        return check.hint() == null ? "" : "; " + check.hint();
    }

    private final List<Check> checks = new ArrayList<>();

    @Override
    protected void run(Session session) {
        Target target = session.target();
        add("target", Mark.OK, target.describe() + " (from " + origin(target) + ")", null);
        FlinkRestException failure = null;
        try {
            examine(session.flink());
            tls(session, target);
        } catch (FlinkRestException e) {
            failure = e;
            add("reach", Mark.ERROR, String.valueOf(e.getMessage()), null);
        }
        session.out().list(checks, CHECKS, "");
        if (failure != null) {
            throw failure;
        }
    }

    private static String origin(Target target) {
        return target.name() == null
                ? target.origin()
                : "context " + target.name() + ", " + target.origin();
    }

    private void add(String check, Mark mark, String found, @Nullable String hint) {
        checks.add(new Check(check, mark, found, hint));
    }

    private void examine(FlinkRestClient flink) {
        long begun = System.nanoTime();
        DashboardConfiguration config = flink.config();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        add("reach", Mark.OK, "answered in " + Quantities.duration(millis), null);
        FlinkVersion version = flink.version();
        boolean isKnown = version.isAtLeast(FlinkVersion.V1_13) && !isNewer(version);
        add(
                "version",
                isKnown ? Mark.OK : Mark.WARNING,
                config.flinkVersion(),
                isKnown ? null : "this program knows 1.13 to 2.3");
        clock(flink);
        workers(flink.overview());
        feature("submission", config.features().webSubmit(), "web.submit.enable");
        feature("cancelling", config.features().webCancel(), "web.cancel.enable");
        since(
                version,
                "stop and checkpoint ids",
                FlinkVersion.V1_15,
                "triggers that are safe to repeat");
        since(
                version,
                "rescaling",
                FlinkVersion.V1_18,
                "'job rescale', under the adaptive scheduler");
        since(version, "profiler", FlinkVersion.V1_19, "'tm profile', with rest.profiling.enabled");
        since(version, "applications", FlinkVersion.V2_3, "'application list'");
    }

    private static boolean isNewer(FlinkVersion version) {
        return version.major() > FlinkVersion.V2_3.major()
                || (version.major() == FlinkVersion.V2_3.major()
                        && version.minor() > FlinkVersion.V2_3.minor());
    }

    /** Compares clocks, by the time at which the server looked at its jobs or task managers. */
    private void clock(FlinkRestClient flink) {
        OptionalLong now =
                flink.jobs().overview().stream()
                        .filter(job -> job.endTime() < 0)
                        .mapToLong(job -> job.startTime() + job.duration())
                        .max();
        if (now.isEmpty()) {
            now =
                    flink.taskManagers().all().stream()
                            .mapToLong(TaskManagerInfo::timeSinceLastHeartbeat)
                            .max();
        }
        if (now.isEmpty()) {
            add("clock", Mark.OK, "not known, as there is no job and no task manager", null);
            return;
        }
        Duration ahead = Duration.ofMillis(now.getAsLong() - System.currentTimeMillis());
        boolean close = ahead.abs().compareTo(TOLERATED) <= 0;
        add(
                "clock",
                close ? Mark.OK : Mark.WARNING,
                close
                        ? "agrees with this machine's, as far as can be seen"
                        : "the cluster's is "
                                + Quantities.duration(ahead.abs().toMillis())
                                + (ahead.isNegative() ? " behind" : " ahead of")
                                + " this machine's",
                close ? null : "tokens and certificates may not be valid yet, or no more");
    }

    private void tls(Session session, Target target) {
        for (URI url : target.https()) {
            TlsCheck check;
            try {
                check = TlsCheck.of(url, target.tls(session.environment()));
            } catch (CommandFailedException e) {
                add("TLS", Mark.WARNING, String.valueOf(e.getMessage()), null);
                continue;
            }
            boolean soon = check.daysLeft() < SOON_DAYS;
            add(
                    "TLS",
                    soon ? Mark.WARNING : Mark.OK,
                    check.protocol()
                            + ", certificate of "
                            + check.subject()
                            + " until "
                            + Quantities.time(check.until()),
                    soon ? "renew it" : null);
        }
    }

    private void workers(ClusterOverview cluster) {
        boolean some = cluster.taskmanagers() > 0;
        add(
                "task managers",
                some ? Mark.OK : Mark.WARNING,
                String.valueOf(cluster.taskmanagers()),
                some ? null : "jobs wait until there is one");
        boolean free = cluster.slotsAvailable() > 0;
        add(
                "slots",
                free ? Mark.OK : Mark.WARNING,
                cluster.slotsAvailable() + " of " + cluster.slotsTotal() + " free",
                free ? null : "a new job would wait");
    }

    private void feature(String name, @Nullable Boolean enabled, String key) {
        if (enabled != null) {
            add(
                    name,
                    enabled ? Mark.OK : Mark.WARNING,
                    enabled ? "on" : "off",
                    enabled ? null : key + " is false in the cluster's configuration");
        }
    }

    private void since(FlinkVersion version, String name, FlinkVersion since, String what) {
        boolean has = version.isAtLeast(since);
        add(
                name,
                has ? Mark.OK : Mark.WARNING,
                has ? what : "not before Flink " + since.minorText() + ": " + what,
                null);
    }
}
