package dev.flinkrest.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps the warnings that the library logs, from its making to its end. */
public final class Warnings extends Handler implements AutoCloseable {
    /** The messages so far. */
    public final List<String> messages = new CopyOnWriteArrayList<>();

    private final Logger logger =
            Logger.getLogger("dev.flinkrest"); // kept, or it would be collected

    public Warnings() {
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().equals(Level.WARNING)) {
            messages.add(new SimpleFormatter().formatMessage(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
