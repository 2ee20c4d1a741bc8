package dev.flinkrest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host's address is looked for, and no call waits for it longer than it may. */
@Timeout(30)
class NamesTest {
    private static final InetAddress[] FOUND = {InetAddress.getLoopbackAddress()};

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Thread askedBy = Thread.currentThread();
    private final Names names =
            new Names(
                    new DnsResolver() {
                        @Override
                        public InetAddress[] resolve(String host) throws UnknownHostException {
                            asked.incrementAndGet();
                            askedBy = Thread.currentThread();
                            if (host.equals("unknown")) {
                                throw new UnknownHostException(host);
                            }
                            if (host.equals("slow")) {
                                awaitUninterrupted();
                            }
                            return FOUND;
                        }

                        @Override
                        public String resolveCanonicalHostname(String host) {
                            return host + ".";
                        }
                    });

    /** As the system does. */
    private void awaitUninterrupted() {
        while (answer.getCount() > 0) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    @Test
    void hasAnAnswerOrSaysWhyNot() throws Exception {
        assertThat(names.resolve("flink")).isEqualTo(FOUND);
        assertThat(names.resolve("flink")).isEqualTo(FOUND);
        assertThat(asked).hasValue(2);
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> names.resolve("unknown"))
                .withMessageStartingWith("unknown: ")
                .withCauseInstanceOf(UnknownHostException.class);
        assertThat(names.resolveCanonicalHostname("flink")).isEqualTo("flink.");
    }

    @Test
    void looksForAHostOnceForAllThatWait() throws Exception {
        List<FutureTask<InetAddress[]>> waiting =
                List.of(
                        new FutureTask<>(() -> names.resolve("slow")),
                        new FutureTask<>(() -> names.resolve("slow")));
        for (FutureTask<?> one : waiting) {
            Thread thread = new Thread(one);
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        assertThat(asked).hasValue(1);
        answer.countDown();
        for (FutureTask<InetAddress[]> one : waiting) {
            assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo(FOUND);
        }
    }

    @Test
    void obeysAnInterrupt() throws Exception {
        CompletableFuture<Exception> thrown = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                names.resolve("slow");
                            } catch (UnknownHostException e) {
                                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                                thrown.complete(e);
                            }
                        });
        caller.start();
        caller.interrupt();
        assertThat(thrown.get(5, TimeUnit.SECONDS)).matches(Failures::isInterrupt);
        answer.countDown();
    }

    @Test
    void waitsNoLongerThanTheCall() throws Exception {
        try (Server server = Calls.server(URI.create("http://slow:8081"))) {
            Call call = Calls.call(server);
            CountDownLatch waiting = new CountDownLatch(1);
            FutureTask<Void> caller =
                    new FutureTask<>(
                            () -> {
                                call.run(
                                        () -> {
                                            waiting.countDown();
                                            return names.resolve("slow");
                                        });
                                return null;
                            });
            new Thread(caller).start();
            waiting.await();
            call.cancel();
            assertThat(caller)
                    .failsWithin(5, TimeUnit.SECONDS)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(UnknownHostException.class)
                    .withMessage("slow: its address was not found in time");
        }
        answer.countDown();
    }

    @Test
    void needsNoOtherThreadForAnAddress() throws Exception {
        for (String address : List.of("127.0.0.1", "::1")) {
            assertThat(names.resolve(address)).isEqualTo(FOUND);
            assertThat(askedBy).isSameAs(Thread.currentThread());
        }
        assertThat(names.resolve("1.example")).isEqualTo(FOUND);
        assertThat(askedBy.getName()).isEqualTo("flink-rest-lookup");
        assertThat(askedBy.isDaemon()).isTrue();
    }
}
