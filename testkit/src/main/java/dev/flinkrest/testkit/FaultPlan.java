package dev.flinkrest.testkit;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Decides what happens to each request. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface FaultPlan {

    /**
     * Decides what happens to one request.
     *
     * @param requestLine the request's first line, for example {@code POST /jars/a.jar/run
     *     HTTP/1.1}
     * @return what happens to it
     */
    Fault next(String requestLine);

    /**
     * Lets nothing happen.
     *
     * @return the plan
     */
    static FaultPlan none() {
        return requestLine -> Fault.NONE;
    }

    /**
     * Lets one thing happen after another, and nothing when the script is at its end.
     *
     * @param faults what happens to the first request, the second, and so on
     * @return the plan
     */
    static FaultPlan script(Fault... faults) {
        List<Fault> script = List.of(faults);
        AtomicInteger count = new AtomicInteger();
        return requestLine -> {
            int number = count.getAndIncrement();
            return number >= 0 && number < script.size() ? script.get(number) : Fault.NONE;
        };
    }

    /**
     * Lets something happen at random to a share of the requests. The same seed gives the same
     * faults in the same order.
     *
     * @param seed where the random numbers start
     * @param share how many of the requests it happens to, from 0 for none to 1 for all
     * @param faults what may happen, each as likely as the others
     * @return the plan
     * @throws IllegalArgumentException if the share is not in 0 to 1, or there are no faults
     */
    static FaultPlan random(long seed, double share, Fault... faults) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + "; expected 0 to 1");
        }
        if (faults.length == 0) {
            throw new IllegalArgumentException("faults are none; expected at least one");
        }
        List<Fault> choice = List.of(faults);
        Random random = new Random(seed);
        return requestLine -> {
            synchronized (random) {
                boolean strikes = random.nextDouble() < share;
                Fault fault = choice.get(random.nextInt(choice.size()));
                return strikes ? fault : Fault.NONE;
            }
        };
    }

    /**
     * Returns this plan for some requests only; nothing happens to the others, and they do not
     * count.
     *
     * @param requestLines tells by the first line which requests this plan is for
     * @return the plan
     */
    default FaultPlan on(Predicate<String> requestLines) {
        return requestLine -> requestLines.test(requestLine) ? next(requestLine) : Fault.NONE;
    }
}
