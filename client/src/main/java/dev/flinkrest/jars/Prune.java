package dev.flinkrest.jars;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.jars.PruneResult.KeepReason;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Clears uploaded jars away, once. Not safe for use by many threads. */
final class Prune {
    private final RestCaller rest;
    private final JarsInUse inUse;
    private final PruneOptions options;
    private final List<JarInfo> deleted = new ArrayList<>();
    private final Map<JarInfo, KeepReason> kept = new LinkedHashMap<>();
    private final Map<JarInfo, String> failed = new LinkedHashMap<>();
    private @Nullable FlinkRestException outage;

    Prune(RestCaller rest, JarsInUse inUse, PruneOptions options) {
        this.rest = rest;
        this.inUse = inUse;
        this.options = options;
    }

    PruneResult run(Supplier<OptionalLong> serverMillis) {
        List<JarInfo> newestFirst = new ArrayList<>(rest.send(JarEndpoints.ALL.with()).files());
        newestFirst.sort(Comparator.comparingLong(JarInfo::uploaded).reversed());
        long youngest = newestDeletable(newestFirst, serverMillis);
        Map<String, Integer> seen = new HashMap<>();
        for (JarInfo jar : newestFirst) {
            if (seen.merge(jar.name(), 1, Integer::sum) <= options.keepLast()) {
                kept.put(jar, KeepReason.NEWEST);
            } else if (jar.uploaded() > youngest) {
                kept.put(jar, KeepReason.RECENT);
            } else if (options.dryRun()) {
                if (inUse.contains(jar.id(), jar.name())) {
                    kept.put(jar, KeepReason.IN_USE);
                } else {
                    deleted.add(jar);
                }
            } else {
                deleteUnlessInUse(jar);
            }
        }
        return new PruneResult(options.dryRun(), deleted, kept, failed);
    }

    /** Returns the latest time of upload that is old enough. */
    private long newestDeletable(List<JarInfo> newestFirst, Supplier<OptionalLong> serverMillis) {
        Duration age = options.olderThan();
        if (age == null || newestFirst.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long now = serverMillis.get().orElseGet(System::currentTimeMillis);
        return Math.max(now, newestFirst.get(0).uploaded()) - age.toMillis();
    }

    private void deleteUnlessInUse(JarInfo jar) {
        try (var deletion = inUse.delete(jar.id(), jar.name())) {
            if (deletion == null) {
                kept.put(jar, KeepReason.IN_USE);
            } else {
                delete(jar);
            }
        }
    }

    private void delete(JarInfo jar) {
        if (outage != null) {
            failed.put(jar, "not tried, after another had failed: " + outage.getMessage());
            return;
        }
        try {
            rest.send(JarEndpoints.DELETE.with(jar.id()));
            deleted.add(jar);
        } catch (NotFoundException e) {
            deleted.add(jar);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            if (e instanceof ConnectionException
                    || e instanceof DeadlineExceededException
                    || e instanceof UnavailableException) {
                outage = e;
            }
            failed.put(jar, Objects.toString(e.getMessage()));
        }
    }
}
