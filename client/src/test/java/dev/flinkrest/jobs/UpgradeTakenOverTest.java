package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * An upgrade whose job manager dies when the stop's savepoint is there, but the job has not ended.
 */
class UpgradeTakenOverTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"unknown\"]}");

    private final FakeTicker ticker = new FakeTicker();

    /** How many job managers have died so. */
    private int deaths;

    private int stops;
    private boolean told;
    private boolean newVersionRuns;

    /** How often the job is shown as being set up. */
    private int initializing;

    /** How long the server takes for each answer. */
    private Duration each = Duration.ZERO;

    private Reply answer(Request<?> request) {
        ticker.now += each.toNanos();
        return switch (request.endpoint().template()) {
            case "/jars" ->
                    Reply.ok(
                            "{\"address\":\"x\",\"files\":[{\"id\":\"new.jar\",\"name\":\"n.jar\",\"uploaded\":1,"
                                    + "\"entry\":[]}]}");
            case "/jobs/:jobid/stop" -> {
                stops++;
                told = false;
                yield Reply.ok("{\"request-id\":\"" + "1".repeat(32) + "\"}");
            }
            case "/jobs/:jobid/savepoints/:triggerid" -> savepoint();
            case "/jars/:jarid/run" -> {
                assertThat(request.toString()).contains("\"savepointPath\":\"file:/sp" + stops);
                newVersionRuns = true;
                yield Reply.ok("{\"jobid\":\"" + Upgrade.derive(JOB, "new version") + "\"}");
            }
            case "/jobs/:jobid/checkpoints" -> Reply.ok("{\"latest\":{},\"history\":[]}");
            case "/jobs/:jobid" -> job(request.target().contains(JOB.value()));
            default -> throw new AssertionError("unexpected " + request);
        };
    }

    /** The next job manager knows nothing of what the one before it was asked to do. */
    private Reply savepoint() {
        if (stops == 0 || (told && stops <= deaths)) {
            return UNKNOWN;
        }
        told = true;
        return Reply.ok(
                "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp"
                        + stops
                        + "\"}}");
    }

    private Reply job(boolean old) {
        String state = old && stops > deaths ? "FINISHED" : "RUNNING";
        if (old && initializing-- > 0) {
            assertThat(stops).isZero();
            state = "INITIALIZING";
        }
        return old || newVersionRuns
                ? Reply.ok(
                        "{\"jid\":\"%s\",\"state\":\"%s\",\"now\":5,\"vertices\":[{\"id\":\"%s\",\"parallelism\":1,\"tasks\":{\"RUNNING\":1}}]}"
                                .formatted(JOB, state, "c".repeat(32)))
                : UNKNOWN;
    }

    private UpgradeResult upgrade() throws Exception {
        return new Jobs(new FakeCaller(FlinkVersion.V2_3, this::answer), ticker)
                .upgrade(
                        JOB,
                        UpgradeOptions.builder()
                                .newVersion(JarId.of("new.jar"), RunOptions.none())
                                .withoutRollback()
                                .build());
    }

    @Test
    void waitsUntilTheNextLeaderHasSetTheJobUp() throws Exception {
        initializing = 20;
        assertThat(upgrade().savepoint()).isEqualTo("file:/sp1");
        initializing = Integer.MAX_VALUE;
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> upgradeAnew())
                .withMessageContaining("still being set up")
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNCHANGED));
    }

    private void upgradeAnew() throws Exception {
        stops = 0;
        newVersionRuns = false;
        upgrade();
    }

    /** The last look at the job may take until all the time is over. */
    @Test
    void saysWhereTheSavepointIsThoughTheAnswersAreSlow() {
        deaths = 100;
        for (int seconds = 1; seconds < 60; seconds += 3) {
            each = Duration.ofSeconds(seconds);
            stops = 0;
            assertThatExceptionOfType(UpgradeFailedException.class).isThrownBy(this::upgrade);
        }
    }

    private Duration waited() {
        return ticker.slept.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void stopsTheJobAgain() throws Exception {
        deaths = 1;
        assertThat(upgrade().savepoint()).isEqualTo("file:/sp2");
        assertThat(waited()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(22));
    }

    @Test
    void givesUpWhereThatHappensAgainAndAgain() {
        deaths = 100;
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(this::upgrade)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(stops).isEqualTo(4);
        assertThat(newVersionRuns).isFalse();
    }
}
