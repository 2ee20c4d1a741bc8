package dev.flinkrest.jobs;

import static dev.flinkrest.jobs.JobStatus.CREATED;
import static dev.flinkrest.jobs.JobStatus.FAILED;
import static dev.flinkrest.jobs.JobStatus.FINISHED;
import static dev.flinkrest.jobs.JobStatus.RESTARTING;
import static dev.flinkrest.jobs.JobStatus.RUNNING;
import static dev.flinkrest.jobs.Overviews.SUBMITTED;
import static dev.flinkrest.jobs.Overviews.id;
import static dev.flinkrest.jobs.Overviews.job;
import static dev.flinkrest.jobs.Overviews.metric;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.jobs.Overviews.Noting;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobPollingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ASKED = "GET /jobs/overview";
    private static final String COUNTED = "GET " + metric(id(1));

    private final Overviews cluster = new Overviews();
    private final FakeTicker ticker = new FakeTicker();
    private final JobPolling polling = new JobPolling(cluster.rest, SECOND, ticker);
    private final Noting noting = new Noting(Long.MAX_VALUE);

    private void subscribe(Noting subscriber, int buffer) {
        var subscription = new JobSubscription(subscriber, buffer, Runnable::run, polling::remove);
        polling.add(subscription);
        subscription.start();
    }

    private String poll() {
        polling.poll(ticker.now + SECOND.toNanos());
        ticker.now += SECOND.toNanos();
        return noting.news();
    }

    /** Polls until something happens, or for a minute. */
    private String await() {
        String news = "";
        for (int i = 0; i < 60 && news.isEmpty(); i++) {
            news = poll();
        }
        return news;
    }

    @Test
    void showsAllJobsFirstAndThenWhatChanges() {
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5), job(2, FINISHED, 6))
                .then(job(1, RUNNING, 5), job(2, FINISHED, 6))
                .then(job(1, FINISHED, 9), job(3, CREATED, 7), job(2, FINISHED, 6))
                .then(job(1, FINISHED, 9), job(3, RUNNING, 10));
        assertThat(poll()).isEqualTo("[1:RUNNING,2:FINISHED]");
        assertThat(poll()).isEmpty();
        assertThat(poll()).isEqualTo("1:RUNNING>FINISHED +3:CREATED");
        assertThat(poll()).isEqualTo("3:CREATED>RUNNING -2:FINISHED");
        assertThat(cluster.rest.asked).hasSize(4).containsOnly(ASKED);
    }

    @Test
    void aJobThatOneOverviewLeavesOutIsThereStill() {
        Noting later = new Noting(Long.MAX_VALUE);
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5), job(2, FINISHED, 6))
                .then(job(2, FINISHED, 6))
                .then(job(1, RUNNING, 5), job(2, FINISHED, 6))
                .then(job(2, FINISHED, 6))
                .then(job(2, FINISHED, 6));
        assertThat(poll()).isEqualTo("[1:RUNNING,2:FINISHED]");
        assertThat(poll()).isEmpty();
        subscribe(later, 9);
        assertThat(later.news()).isEqualTo("[2:FINISHED,1:RUNNING]");
        assertThat(poll()).isEmpty();
        assertThat(poll()).isEmpty();
        assertThat(poll()).isEqualTo("-1:RUNNING").isEqualTo(later.news());
    }

    @Test
    void forgetsWhatAnOverviewLeftOutBeforeTheClusterWasLost() {
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5), job(2, RUNNING, 6))
                .then(job(2, RUNNING, 6))
                .then(new Reply(503, "{\"errors\":[\"no leader\"]}"))
                .then(job(1, RUNNING, 5))
                .then(job(3, RUNNING, 9))
                .then(job(1, RUNNING, 5), job(3, RUNNING, 9));
        assertThat(poll()).isEqualTo("[1:RUNNING,2:RUNNING]");
        assertThat(poll()).isEmpty();
        assertThat(poll()).isEqualTo("lost(UnavailableException)");
        assertThat(poll()).isEqualTo("back -2:RUNNING");
        assertThat(poll()).isEqualTo("+3:RUNNING");
        assertThat(poll()).isEmpty();
    }

    @Test
    void asksOnceForAllAndShowsALaterSubscriberTheSamePicture() {
        Noting later = new Noting(Long.MAX_VALUE);
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5)).then(job(1, FINISHED, 9));
        poll();
        subscribe(later, 9);
        assertThat(later.news()).isEqualTo("[1:RUNNING]");
        assertThat(poll()).isEqualTo("1:RUNNING>FINISHED").isEqualTo(later.news());
        assertThat(cluster.rest.asked).containsExactly(ASKED, ASKED);
    }

    @Test
    void tellsOnceThatTheClusterIsLostAndWhatHasChangedWhenItIsBack() {
        subscribe(noting, 9);
        Reply down = new Reply(503, "{\"errors\":[\"leader election\"]}");
        cluster.then(job(1, RUNNING, 5), job(2, RUNNING, 5)).then(down).then(down);
        poll();
        assertThat(poll()).isEqualTo("lost(UnavailableException)");
        assertThat(poll()).isEmpty();
        Noting later = new Noting(Long.MAX_VALUE);
        subscribe(later, 9);
        assertThat(later.news()).isEqualTo("[1:RUNNING,2:RUNNING] lost(UnavailableException)");
        cluster.overviews.clear();
        cluster.then(job(1, FINISHED, 9), job(3, RUNNING, 9));
        assertThat(poll())
                .isEqualTo("back 1:RUNNING>FINISHED +3:RUNNING -2:RUNNING")
                .isEqualTo(later.news());
    }

    @Test
    void aClusterThatIsNotThereAtFirstIsLostToo() {
        subscribe(noting, 9);
        cluster.then(new Reply(500, "{\"errors\":[]}")).then(job(1, RUNNING, 5));
        assertThat(poll()).isEqualTo("lost(ServerErrorException)");
        assertThat(poll()).isEqualTo("back [1:RUNNING]");
    }

    @Test
    void countsTheRestartsOfAJobThatWasSeenToBegin() {
        subscribe(noting, 9);
        cluster.then()
                .then(job(1, RUNNING, 5))
                .then(job(1, RESTARTING, 6))
                .then(job(1, RUNNING, 9));
        poll();
        assertThat(poll()).isEqualTo("+1:RUNNING");
        cluster.restarts.put(id(1), 0); // as Flink read it some time ago
        assertThat(poll()).isEqualTo("1:RUNNING>RESTARTING");
        assertThat(poll()).isEqualTo("1:RESTARTING>RUNNING");
        assertThat(poll()).isEmpty();
        cluster.restarts.put(id(1), 1);
        assertThat(poll()).isEqualTo("1:restarts=1");
        cluster.rest.asked.clear();
        assertThat(poll()).isEmpty();
        assertThat(cluster.rest.asked).containsExactly(ASKED);
    }

    @Test
    void countsRestartsThatTheStatesDoNotShow() {
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5)).then(job(1, RUNNING, 9));
        poll();
        assertThat(poll()).isEmpty(); // Flink has not read the metric yet, and answers []
        cluster.restarts.put(id(1), 3);
        assertThat(poll()).isEmpty(); // this one included, or not
        assertThat(await()).isEqualTo("1:restarts=3");
        assertThat(Collections.frequency(cluster.rest.asked, COUNTED)).isBetween(3, 17);
        cluster.overviews.clear();
        cluster.then(job(1, RUNNING, 12));
        cluster.restarts.put(id(1), 5);
        assertThat(poll()).isEqualTo("1:restarts=5"); // two of which one could be seen
    }

    @Test
    void countsRestartsByTheOlderNameToo() {
        subscribe(noting, 9);
        cluster.counter = "fullRestarts";
        cluster.then().then(job(1, RUNNING, 5)).then(job(1, RUNNING, 6));
        cluster.restarts.put(id(1), 1);
        poll();
        poll();
        assertThat(poll()).isEqualTo("1:restarts=1");
    }

    @Test
    void waitsForTheCountOfEachRestart() {
        subscribe(noting, 9);
        cluster.then().then(job(1, RUNNING, 5)).then(job(1, RUNNING, 6)).then(job(1, RUNNING, 7));
        poll();
        poll();
        poll();
        poll();
        cluster.restarts.put(id(1), 1);
        assertThat(poll()).isEqualTo("1:restarts=1");
        cluster.restarts.put(id(1), 2);
        assertThat(poll()).isEqualTo("1:restarts=2");
        assertThat(await()).isEmpty();
    }

    @Test
    void tellsNoRestartThatFlinkDoesNotCount() {
        subscribe(noting, 9);
        cluster.then().then(job(1, RUNNING, 5)).then(job(1, RUNNING, 6));
        cluster.restarts.put(id(1), 0);
        poll();
        poll();
        assertThat(await()).isEmpty();
        assertThat(cluster.rest.asked).endsWith(ASKED, ASKED).hasSizeLessThan(62 + 17);
    }

    @Test
    void tellsARestartWithoutItsCountWhereFlinkDoesNotTell() {
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5)).then(job(1, RUNNING, 6));
        poll();
        assertThat(await()).as("no such metric").isEqualTo("1:restarts=null");

        cluster.overviews.clear();
        cluster.then(job(1, RUNNING, 7)).then(job(1, FAILED, 8));
        assertThat(poll()).isEmpty();
        assertThat(poll()).as("ended").isEqualTo("1:restarts=null 1:RUNNING>FAILED");
    }

    @Test
    void aJobThatAnotherJobManagerRunsWasRestartedAndIsCountedAnew() {
        subscribe(noting, 9);
        String takenOver = job(1, RUNNING, 9_000, 6, "running", SUBMITTED + 7_000);
        cluster.then(job(1, RUNNING, 5)).then(takenOver);
        cluster.restarts.put(id(1), 0);
        poll();
        assertThat(poll()).isEqualTo("1:restarts=null");
        cluster.overviews.clear();
        cluster.then(job(1, RUNNING, 12_000, 6, "running", SUBMITTED + 7_000));
        cluster.restarts.put(id(1), 1);
        assertThat(poll()).isEqualTo("1:restarts=1");
    }

    @Test
    void aJobThatIsSubmittedAgainWithItsIdIsNotRestarted() {
        subscribe(noting, 9);
        cluster.then(job(1, FINISHED, 5))
                .then(job(1, RUNNING, 9_000, 6, "running", SUBMITTED + 7_000));
        poll();
        assertThat(poll()).isEqualTo("1:FINISHED>RUNNING");
    }

    @Test
    void aJobThatIsListedTwiceWhileItEndsHasEnded() {
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5)).then(job(1, FINISHED, 9), job(1, RUNNING, 5));
        poll();
        assertThat(poll()).isEqualTo("1:RUNNING>FINISHED");
        assertThat(poll()).isEmpty();
    }

    @Test
    void asksForTheRestartsOfSoManyJobsAtOnceAndNoMore() {
        subscribe(noting, 99);
        cluster.then(
                        IntStream.range(1, 50)
                                .mapToObj(n -> job(n, RUNNING, 5))
                                .toArray(String[]::new))
                .then(
                        IntStream.range(1, 50)
                                .mapToObj(n -> job(n, RUNNING, 6))
                                .toArray(String[]::new));
        poll();
        poll();
        assertThat(cluster.rest.asked).hasSize(2 + 32);
        poll();
        assertThat(cluster.rest.asked.subList(34, 34 + 1 + 17))
                .contains("GET " + metric(id(33)), "GET " + metric(id(49)));
    }

    @Test
    void leavesTheOtherCountsForTheNextTimeWhenTheIntervalIsOver() {
        subscribe(noting, 9);
        cluster.then(job(1, RUNNING, 5), job(2, RUNNING, 5))
                .then(job(1, RUNNING, 6), job(2, RUNNING, 6));
        poll();
        polling.poll(ticker.now);
        assertThat(cluster.rest.asked).containsExactly(ASKED, ASKED, COUNTED);
        polling.poll(ticker.now);
        assertThat(cluster.rest.asked).endsWith(ASKED, "GET " + metric(id(2)));
    }

    @Test
    void asksEveryIntervalFromTheLastTimeOn() {
        cluster.then(job(1, RUNNING, 5));
        ticker.meanwhile =
                () -> {
                    ticker.now += 7; // late
                    if (ticker.slept.size() == 3) {
                        polling.stop();
                    }
                };
        subscribe(noting, 9);
        polling.run();
        assertThat(cluster.rest.asked).hasSize(4);
        assertThat(ticker.slept)
                .containsExactly(
                        SECOND, SECOND.minusNanos(7), SECOND.minusNanos(7), SECOND.minusNanos(7));
    }

    @Test
    void endsAllWhenItIsInterruptedOrTheClientIsClosedOrSomethingIsBroken() {
        subscribe(noting, 9);
        ticker.interrupted = true;
        cluster.then(job(1, RUNNING, 5));
        polling.run();
        assertThat(noting.news()).isEqualTo("[1:RUNNING] complete");

        assertThat(endBy(new IllegalStateException("the client is closed"))).isEqualTo("complete");
        assertThat(endBy(new UnsupportedOperationException("broken")))
                .isEqualTo("java.lang.UnsupportedOperationException: broken");
    }

    private static String endBy(RuntimeException failure) {
        var broken =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> {
                            throw failure;
                        });
        JobPolling polling = new JobPolling(broken, SECOND, new FakeTicker());
        Noting noting = new Noting(1);
        var subscription = new JobSubscription(noting, 1, Runnable::run, polling::remove);
        polling.add(subscription);
        polling.run();
        assertThat(polling.add(subscription)).as("whether it takes more").isFalse();
        return noting.news();
    }
}
