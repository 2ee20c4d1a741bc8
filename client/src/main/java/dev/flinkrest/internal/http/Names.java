package dev.flinkrest.internal.http;

import dev.flinkrest.internal.util.Daemons;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of hosts. The system's own way to do so cannot be broken off, so a daemon
 * thread goes it, one for each host, and a call waits for that no longer than it may. Safe for use
 * by many threads.
 */
final class Names implements DnsResolver {
    /** Asks the system. */
    static final Names SYSTEM = new Names(SystemDefaultDnsResolver.INSTANCE);

    private static final long LOOK_MILLIS = 20;

    private final DnsResolver resolver;
    private final Map<String, FutureTask<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    Names(DnsResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return isAddress(host) ? resolver.resolve(host) : lookUp(host);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = underWay.computeIfAbsent(host, this::begin);
        Call call = Call.current();
        while (true) {
            try {
                return lookup.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (call != null && call.isCancelled()) {
                    throw unknown(host, "its address was not found in time", null);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unknown(host, "looking for its address was interrupted", e);
            } catch (ExecutionException e) {
                throw unknown(host, String.valueOf(e.getCause()), e.getCause());
            }
        }
    }

    private FutureTask<InetAddress[]> begin(String host) {
        FutureTask<InetAddress[]> lookup =
                new FutureTask<>(
                        () -> {
                            try {
                                return resolver.resolve(host);
                            } finally {
                                underWay.remove(host);
                            }
                        });
        Daemons.thread("flink-rest-lookup", lookup).start();
        return lookup;
    }

    private static UnknownHostException unknown(
            String host, String why, @Nullable Throwable cause) {
        var unknown = new UnknownHostException(host + ": " + why);
        unknown.initCause(cause);
        return unknown;
    }

    /** Tells whether a host is an address, which nobody need be asked for. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
