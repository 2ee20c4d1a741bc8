package dev.flinkrest.jobs;

import static dev.flinkrest.jobs.JobStatus.FINISHED;
import static dev.flinkrest.jobs.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.Overviews.Noting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Reactive Streams, by their numbers, and what becomes of a slow subscriber. */
class JobSubscriptionTest {
    private final FlinkRestException failure =
            new ConnectionException("GET /x", false, "refused", null);
    private final JobEvent lostNow = new JobEvent.ClusterLost(failure);
    private static final JobEvent BACK = new JobEvent.ClusterBack();
    private static final JobPicture EMPTY = new JobPicture(List.of(), null);

    private final List<JobSubscription> ended = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    private JobSubscription subscription(Noting subscriber, int buffer, Executor executor) {
        var subscription = new JobSubscription(subscriber, buffer, executor, ended::add);
        subscription.start();
        return subscription;
    }

    private JobSubscription subscription(Noting subscriber, int buffer) {
        return subscription(subscriber, buffer, Runnable::run);
    }

    /** Signals that many events, the numbers from the first on. */
    private static void offer(JobSubscription to, JobPicture picture, int first, int count) {
        List<JobEvent> events =
                IntStream.range(first, first + count)
                        .mapToObj(n -> (JobEvent) new JobEvent.Added(job(n, RUNNING)))
                        .toList();
        if (to.offer(events, picture)) {
            to.start();
        }
    }

    private static void offer(JobSubscription to, JobPicture picture, JobEvent... events) {
        if (to.offer(List.of(events), picture)) {
            to.start();
        }
    }

    private static JobOverview job(int number, JobStatus state) {
        JobId id = Overviews.id(number);
        TaskCounts tasks = new TaskCounts(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        return new JobOverview(id, "job", null, null, 1, -1, 1, state, 1, tasks, null);
    }

    @Test
    void signalsNoMoreThanWasRequested_1_1_and_3_8() {
        Noting noting = new Noting(0);
        JobSubscription subscription = subscription(noting, 9);
        offer(subscription, EMPTY);
        assertThat(noting.news()).isEmpty();
        noting.subscription.request(1);
        assertThat(noting.news()).isEqualTo("[]");
        offer(subscription, EMPTY, 1, 3);
        noting.subscription.request(1);
        noting.subscription.request(1);
        assertThat(noting.news()).isEqualTo("+1:RUNNING +2:RUNNING");
        noting.subscription.request(5);
        assertThat(noting.news()).isEqualTo("+3:RUNNING");
        offer(subscription, EMPTY, 4, 6);
        assertThat(noting.heard).as("of the five").hasSize(4);
    }

    @Test
    void takesAsMuchDemandAsThereCanBe_3_17() {
        Noting noting = new Noting(Long.MAX_VALUE - 1);
        JobSubscription subscription = subscription(noting, 9);
        noting.subscription.request(Long.MAX_VALUE);
        offer(subscription, EMPTY);
        offer(subscription, EMPTY, 1, 2);
        assertThat(noting.news()).isEqualTo("[] +1:RUNNING +2:RUNNING");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aDemandThatIsNotPositiveIsAnError_3_9(long demand) {
        Noting noting = new Noting(0);
        JobSubscription subscription = subscription(noting, 9);
        noting.subscription.request(demand);
        noting.subscription.request(demand);
        noting.subscription.request(1);
        offer(subscription, EMPTY);
        assertThat(noting.news())
                .isEqualTo(
                        "java.lang.IllegalArgumentException: requested "
                                + demand
                                + " events; expected at least 1");
        assertThat(ended).contains(subscription);
    }

    @Test
    void signalsOneAfterTheOther_1_3() {
        Noting noting = new Noting(9);
        JobSubscription subscription = subscription(noting, 9, tasks::add);
        offer(subscription, EMPTY);
        offer(subscription, EMPTY, 1, 2);
        subscription.request(1);
        assertThat(tasks).as("whatever comes while one is due").hasSize(1);
        tasks.get(0).run();
        assertThat(noting.news()).isEqualTo("[]");
        offer(subscription, EMPTY, 3, 1);
        assertThat(tasks).hasSize(2);
    }

    @Test
    void requestingWithinASignalDoesNotNest_3_3() {
        int[] depth = new int[2];
        Noting noting =
                new Noting(1) {
                    @Override
                    public void onNext(JobEvent event) {
                        depth[0]++;
                        depth[1] = Math.max(depth[1], depth[0]);
                        super.onNext(event);
                        subscription.request(1);
                        depth[0]--;
                    }
                };
        JobSubscription subscription = subscription(noting, 100);
        offer(subscription, EMPTY);
        offer(subscription, EMPTY, 1, 100);
        assertThat(noting.heard).hasSize(101);
        assertThat(depth[1]).isEqualTo(1);
    }

    @Test
    void nothingIsSignalledAfterCancellingWhichMayBeRepeated_1_8_and_3_5_to_3_7() {
        Noting noting =
                new Noting(9) {
                    @Override
                    public void onNext(JobEvent event) {
                        super.onNext(event);
                        subscription.cancel();
                    }
                };
        JobSubscription subscription = subscription(noting, 9, tasks::add);
        offer(subscription, EMPTY);
        tasks.get(0).run();
        assertThat(noting.news()).isEqualTo("[]");
        subscription.cancel();
        subscription.request(1);
        subscription.request(0);
        offer(subscription, EMPTY, 1, 1);
        subscription.end(null);
        assertThat(tasks).hasSize(1);
        assertThat(noting.news()).isEmpty();
        assertThat(ended).contains(subscription);
    }

    @Test
    void nothingIsSignalledAfterTheEnd_1_7() {
        Noting noting = new Noting(0);
        JobSubscription subscription = subscription(noting, 9, tasks::add);
        tasks.get(0).run();
        offer(subscription, EMPTY, 1, 1);
        subscription.end(null);
        subscription.end(new IllegalStateException("too late"));
        subscription.request(1);
        tasks.get(1).run();
        assertThat(noting.news()).as("not needing any demand").isEqualTo("complete");
        offer(subscription, EMPTY, 1, 1);
        subscription.end(null);
        assertThat(tasks).hasSize(2);
    }

    @Test
    void aSubscriberThatThrowsGetsNoMore_2_13() {
        Noting noting =
                new Noting(9) {
                    @Override
                    public void onNext(JobEvent event) {
                        super.onNext(event);
                        throw new IllegalStateException("as the test wants it");
                    }
                };
        JobSubscription subscription = subscription(noting, 9);
        offer(subscription, EMPTY);
        offer(subscription, EMPTY, 1, 1);
        assertThat(noting.news()).isEqualTo("[]");
        assertThat(ended).contains(subscription);
    }

    @Test
    void anExecutorThatRunsNothingMoreEndsTheSubscription() {
        Executor shutDown =
                task -> {
                    throw new RejectedExecutionException("as the test wants it");
                };
        JobSubscription subscription = subscription(new Noting(9), 9, shutDown);
        assertThat(ended).containsExactly(subscription);
    }

    @Test
    void eventsThatAreTooManyGiveWayToTheNewestPicture() {
        Noting noting = new Noting(1);
        JobSubscription subscription = subscription(noting, 3);
        offer(subscription, EMPTY);
        offer(subscription, EMPTY, 1, 3);
        assertThat(noting.news()).isEqualTo("[]");
        offer(subscription, new JobPicture(List.of(job(4, RUNNING)), null), 4, 1);
        offer(subscription, new JobPicture(List.of(job(4, FINISHED)), null), 5, 2);
        noting.subscription.request(1);
        assertThat(noting.news()).isEqualTo("[4:FINISHED]-6");
        offer(subscription, EMPTY, 7, 1);
        noting.subscription.request(1);
        assertThat(noting.news()).isEqualTo("+7:RUNNING");
    }

    @Test
    void aSubscriberThatWaitsBeforeItsFirstRequestHasMissedNothing() {
        Noting noting = new Noting(0);
        JobSubscription subscription = subscription(noting, 1);
        offer(subscription, EMPTY);
        offer(subscription, new JobPicture(List.of(job(1, RUNNING)), null), 1, 7);
        noting.subscription.request(1);
        assertThat(noting.news()).isEqualTo("[1:RUNNING]");
    }

    @Test
    void whatASlowSubscriberHearsOfTheClusterIsTrueInTheEnd() {
        JobPicture lost = new JobPicture(List.of(job(1, RUNNING)), failure);
        JobPicture there = new JobPicture(lost.jobs(), null);
        Noting noting = new Noting(1);
        JobSubscription subscription = subscription(noting, 1);
        offer(subscription, there);
        assertThat(noting.news()).isEqualTo("[1:RUNNING]");

        offer(subscription, lost, lostNow, lostNow);
        noting.subscription.request(9);
        assertThat(noting.news()).isEqualTo("[1:RUNNING]-2 lost(ConnectionException)");

        offer(subscription, there, BACK, new JobEvent.Added(job(1, RUNNING)));
        assertThat(noting.news()).as("with 7 requested").isEqualTo("back [1:RUNNING]-2");

        Noting early = new Noting(1);
        JobSubscription unreached = subscription(early, 9);
        offer(unreached, new JobPicture(null, failure), lostNow);
        offer(unreached, new JobPicture(null, failure));
        assertThat(early.news()).isEqualTo("lost(ConnectionException)");
        early.subscription.request(9);
        offer(unreached, there, BACK);
        assertThat(early.news()).isEqualTo("back [1:RUNNING]");
    }

    @Test
    void refusesNull_1_9() {
        JobWatch watch = new Jobs(new Overviews().rest).watch(Duration.ofDays(1));
        assertThatNullPointerException().isThrownBy(() -> watch.subscribe(null));
        assertThatNullPointerException().isThrownBy(() -> watch.listen(null));
    }
}
