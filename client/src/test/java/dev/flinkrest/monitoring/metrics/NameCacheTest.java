package dev.flinkrest.monitoring.metrics;

import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import dev.flinkrest.monitoring.metrics.NameCache.Validity;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTicker ticker = new FakeTicker();
    private final NameCache cache = new NameCache(ticker, 10);
    private final CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("a", "1"));
    private final BulkMetrics metrics = new BulkMetrics(server.caller, ticker);

    private static Validity validity(JobId job, Object attempt) {
        return new Validity(job, attempt, MINUTE);
    }

    /** Collects, and counts the requests that list names. */
    private long listings() {
        server.caller.asked.clear();
        metrics.collect(
                MetricSelection.builder().jobs(JOB).vertexMetrics(MetricNames.all()).build());
        return server.asked(line -> line.endsWith("/subtasks/metrics"));
    }

    @Test
    void listsNamesOnceAndAgainAfterAMinute() {
        assertThat(listings()).isEqualTo(1);
        assertThat(listings()).isZero();
        ticker.now += MINUTE.toNanos() - 1;
        assertThat(listings()).isZero();
        ticker.now += 1;
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void listsNamesAgainWhenAVertexWasStartedAnew() {
        assertThat(listings()).isEqualTo(1);
        server.job(JOB, 700_000, 0, 1);
        assertThat(listings()).isEqualTo(1);
        assertThat(listings()).isZero();
    }

    @Test
    void listsNamesAgainWhenAPartOfTheJobWasRestartedOrTheParallelismChanged() {
        assertThat(listings()).isEqualTo(1);
        server.job(JOB, 1_000, 800_000, 1);
        assertThat(listings()).isEqualTo(1);
        server.job(JOB, 1_000, 800_000, 2);
        assertThat(listings()).isEqualTo(1);
        assertThat(listings()).isZero();
    }

    @Test
    void keepsTheNamesOfAYoungVertexNoLongerThanItHadRun() {
        Reply old = server.replies.get("/jobs/" + JOB);
        server.replies.put(
                "/jobs/" + JOB, Reply.ok(old.body().replace("\"now\":601000", "\"now\":3000")));
        assertThat(listings()).isEqualTo(1);
        ticker.now += Duration.ofSeconds(2).toNanos() - 1;
        assertThat(listings()).isZero();
        ticker.now += 1;
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void forgetsJobsThatAreGone() {
        listings();
        Reply job = server.replies.remove("/jobs/" + JOB);
        metrics.collect(MetricSelection.health(JOB));
        server.replies.put("/jobs/" + JOB, job);
        assertThat(listings()).isEqualTo(1);
        server.replies.put("/jobs", Reply.ok("{\"jobs\":[]}"));
        metrics.collect(MetricSelection.health());
        assertThat(listings()).isEqualTo(1);
        server.replies.put(
                "/jobs/" + JOB, Reply.ok(job.body().replace("RUNNING\",", "FINISHED\",")));
        metrics.collect(
                MetricSelection.builder().jobs(JOB).jobMetrics(MetricNames.of("uptime")).build());
        server.replies.put("/jobs/" + JOB, job);
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void forgetsWhatWasNotAskedForLongestWhenItIsFull() {
        Validity always = validity(null, "");
        cache.put("/1", always, Collections.nCopies(4, "name"));
        cache.put("/2", always, Collections.nCopies(4, "name"));
        assertThat(cache.get("/1", always)).hasSize(4);
        cache.put("/3", always, Collections.nCopies(3, "name"));
        assertThat(cache.get("/2", always)).isNull();
        assertThat(cache.get("/1", always)).hasSize(4);
        assertThat(cache.size()).isEqualTo(9);
        cache.put("/4", always, Collections.nCopies(50, "name"));
        assertThat(cache.size()).isZero();
    }

    @Test
    void countsAListThatIsReplacedOnce() {
        JobId job = JobId.random();
        cache.put("/1", validity(job, 1), List.of("a", "b"));
        cache.put("/1", validity(job, 1), List.of("b"));
        assertThat(cache.size()).isEqualTo(2);
        cache.forgetJobs(gone -> !gone.equals(job));
        assertThat(cache.size()).isEqualTo(2);
        cache.forgetJobs(job::equals);
        assertThat(cache.size()).isZero();
        cache.put("/1", validity(job, 1), List.of());
        assertThat(cache.size()).isZero();
    }
}
