package dev.flinkrest.internal.http;

import dev.flinkrest.rest.ConnectionSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The servers that stand for each other, which of them is asked at the moment, and what only one of
 * them has. Safe for use by many threads.
 */
final class Servers implements AutoCloseable {
    /** More than a job manager keeps; the oldest is forgotten, and looked for where all else is. */
    private static final int MAX_HOMES = 10_000;

    private final List<Server> all;
    private final Map<String, Server> homes =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Server> eldest) {
                    return size() > MAX_HOMES;
                }
            };
    private volatile int current;

    Servers(ConnectionSettings settings) {
        TlsSocketStrategy tls = TlsConnections.of(settings.tls(), settings.servers());
        this.all = settings.servers().stream().map(url -> new Server(url, settings, tls)).toList();
    }

    int count() {
        return all.size();
    }

    Server current() {
        return all.get(current);
    }

    /**
     * From now on asks the next, unless there is none, or another thread has moved on from this one
     * already.
     *
     * @return the next; null if nothing changed
     */
    synchronized @Nullable Server moveOn(Server from) {
        if (all.size() == 1 || all.get(current) != from) {
            return null;
        }
        current = (current + 1) % all.size();
        return all.get(current);
    }

    /** Remembers where things live. */
    void remember(List<String> names, Server home) {
        synchronized (homes) {
            names.forEach(name -> homes.put(name, home));
        }
    }

    /** Returns where a thing lives; null if that is not known, or does not matter. */
    @Nullable Server home(@Nullable String name) {
        if (name == null || all.size() == 1) {
            return null;
        }
        synchronized (homes) {
            return homes.get(name);
        }
    }

    @Override
    public void close() {
        all.forEach(Server::close);
    }

    @Override
    public String toString() {
        String urls = all.toString();
        return all.size() == 1 ? urls.substring(1, urls.length() - 1) : urls;
    }
}
