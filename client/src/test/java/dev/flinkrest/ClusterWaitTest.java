package dev.flinkrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterWaitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FakeTicker ticker = new FakeTicker();

    /** A cluster that gets one more task manager of two slots with each question. */
    private FakeCaller growing(int most) {
        int[] asked = {0};
        return new FakeCaller(
                FlinkVersion.V2_3,
                request -> {
                    int taskManagers = Math.min(asked[0]++, most);
                    return Reply.ok(
                            "{\"taskmanagers\":%d,\"slots-total\":%d,\"slots-available\":%d}"
                                    .formatted(
                                            taskManagers,
                                            2 * taskManagers,
                                            Math.max(0, 2 * taskManagers - 1)));
                });
    }

    @Test
    void awaitsSlotsAndTaskManagers() {
        assertThat(new ClusterWait(growing(9), ticker).slots(4, PATIENCE).slotsAvailable())
                .isEqualTo(5);
        assertThat(new ClusterWait(growing(9), ticker).taskManagers(2, PATIENCE).taskmanagers())
                .isEqualTo(2);
        assertThat(ticker.slept).hasSize(3 + 2);
    }

    @Test
    void tellsWhatThereIsWhenTheTimeIsUp() {
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> new ClusterWait(growing(2), ticker).slots(4, PATIENCE))
                .withMessage(
                        "wait for 4 free slots: not done within PT5S: the cluster has 2 task managers and 4"
                                + " slots, of which 3 are free");
    }

    @Test
    void refusesToWaitForNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterWait(growing(1), ticker).slots(0, PATIENCE))
                .withMessage("slots is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterWait(growing(1), ticker).taskManagers(0, PATIENCE))
                .withMessage("taskManagers is 0; expected at least 1");
    }
}
