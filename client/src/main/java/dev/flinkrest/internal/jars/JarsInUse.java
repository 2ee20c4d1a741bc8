package dev.flinkrest.internal.jars;

import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JarId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the jars that one client uploads, runs or means to run at this moment, so that none of them
 * is cleared away. All handles and views of a client share one. Safe for use by many threads.
 */
public final class JarsInUse {
    /** Servers keep such a name as it is; of others they change some characters. */
    private static final Pattern KEPT_NAME = Pattern.compile("[A-Za-z0-9._+-]+");

    private final List<Reservation> open = new ArrayList<>();
    private final Set<JarId> deleting = new HashSet<>();
    private final ProgramTurns turns = new ProgramTurns();

    /** Makes a registry that knows of no jar. */
    public JarsInUse() {}

    /**
     * Returns the turns in which the programs of the jars run.
     *
     * @return always the same
     */
    public ProgramTurns turns() {
        return turns;
    }

    /** Keeps jars from being cleared away until it is closed. Safe for use by many threads. */
    public final class Reservation implements AutoCloseable {
        private final List<JarId> jars = new ArrayList<>();
        private @Nullable String upload;

        private Reservation() {}

        /**
         * Reserves one more jar: one that exists, or the one whose upload this was made for.
         *
         * @param jar the jar
         * @return this
         */
        public Reservation add(JarId jar) {
            synchronized (JarsInUse.this) {
                jars.add(jar);
                upload = null;
            }
            return this;
        }

        private boolean covers(JarId jar, String name) {
            return jars.contains(jar)
                    || (upload != null
                            && (upload.equals(name) || !KEPT_NAME.matcher(upload).matches()));
        }

        /** Gives the jars free. May be called more than once. */
        @Override
        public void close() {
            synchronized (JarsInUse.this) {
                open.remove(this);
            }
        }
    }

    /** Keeps a jar from being reserved until it is closed. Safe for use by many threads. */
    public final class Deletion implements AutoCloseable {
        private final JarId jar;

        private Deletion(JarId jar) {
            this.jar = jar;
        }

        /** Says that the deletion is over. */
        @Override
        public void close() {
            synchronized (JarsInUse.this) {
                deleting.remove(jar);
                JarsInUse.this.notifyAll();
            }
        }
    }

    /**
     * Reserves a jar. If it is being deleted at this moment, waits until that is over, so that the
     * server says whether it is there.
     *
     * @param jar the jar, whether it exists or not
     * @return the reservation, to be closed
     * @throws InterruptedCallException if the thread is interrupted
     */
    public synchronized Reservation reserve(JarId jar) {
        while (deleting.contains(jar)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                String operation = "wait for the end of the deletion of jar " + jar;
                throw new InterruptedCallException(operation, false, e);
            }
        }
        return open(null).add(jar);
    }

    /**
     * Reserves a jar that is about to be uploaded. Nobody knows its id before the server has
     * answered, and it may be listed before that: until {@link Reservation#add} is called, every
     * jar that may be it is reserved.
     *
     * @param fileName the name of the file
     * @return the reservation, to be closed
     */
    public Reservation reserveUpload(String fileName) {
        return open(fileName);
    }

    private synchronized Reservation open(@Nullable String upload) {
        Reservation reservation = new Reservation();
        reservation.upload = upload;
        open.add(reservation);
        return reservation;
    }

    /**
     * Tells whether a jar must stay.
     *
     * @param jar the jar
     * @param name its name, as the server lists it
     * @return whether it is reserved, or may be one that is being uploaded
     */
    public synchronized boolean contains(JarId jar, String name) {
        return open.stream().anyMatch(reservation -> reservation.covers(jar, name));
    }

    /**
     * Begins to delete a jar, unless it must stay.
     *
     * @param jar the jar
     * @param name its name, as the server lists it
     * @return the deletion, to be closed when it is over; null if the jar must stay, or another
     *     thread is deleting it
     */
    public synchronized @Nullable Deletion delete(JarId jar, String name) {
        return contains(jar, name) || !deleting.add(jar) ? null : new Deletion(jar);
    }
}
