package dev.flinkrest.cli.top;

import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.monitoring.metrics.JobHealth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** Shows pictures on a whole terminal, and heeds keys. */
final class Screen {
    private static final long KEY_MILLIS = 200;
    private static final int ESCAPE = 27;

    /** Says what a key does. */
    private enum Key {
        UP,
        DOWN,
        ENTER,
        BACK,
        SORT,
        QUIT,
        NONE
    }

    private final Terminal terminal;
    private final Poller poller;
    private final String address;
    private final Looks looks;
    private Order order = Order.STARTED;
    private int selected;
    private @Nullable JobId job;

    Screen(Terminal terminal, Poller poller, String address, Looks looks) {
        this.terminal = terminal;
        this.poller = poller;
        this.address = address;
        this.looks = looks;
    }

    /** Shows what goes on until the user has had enough. */
    void run() throws IOException {
        Attributes before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(
                LocalFlag.ISIG, false); // Ctrl-C is a key, so that the screen is given back
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        Display display = new Display(terminal, true);
        try {
            Key key = Key.NONE;
            while (key != Key.QUIT) {
                show(display);
                key = read();
                heed(key);
            }
        } finally {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private void show(Display display) {
        Size size = terminal.getSize();
        int width = Math.max(20, size.getColumns());
        int height = Math.max(5, size.getRows());
        display.resize(height, width);
        List<AttributedString> lines = new ArrayList<>();
        for (String line : lines(poller.latest(), width, height)) {
            lines.add(AttributedString.fromAnsi(line).columnSubSequence(0, width));
        }
        while (lines.size() < height) {
            lines.add(AttributedString.EMPTY);
        }
        display.update(lines.subList(0, height), -1);
    }

    private List<String> lines(Picture picture, int width, int height) {
        Looks here = new Looks(true, looks.colours(), looks.unicode(), width - 2);
        Page page = new Page(here);
        List<String> lines = new ArrayList<>();
        lines.add(page.cluster(picture, address));
        JobHealth health = picture.health();
        if (job == null) {
            lines.add("");
            lines.addAll(marked(page.jobs(picture, order), height - 4));
        } else if (health == null || !health.job().equals(job)) {
            lines.add("");
            lines.add("  job " + job + ": …");
        } else {
            lines.add(page.job(health));
            page.vertices(health).forEach(line -> lines.add("  " + line));
        }
        while (lines.size() < height - 1) {
            lines.add("");
        }
        lines.subList(height - 1, lines.size()).clear();
        lines.add(footer(picture));
        return lines;
    }

    private String footer(Picture picture) {
        if (picture.failure() != null) {
            return "not up to date: " + picture.failure();
        }
        return job == null
                ? "up/down choose   enter vertices   s sort (" + order + ")   q quit"
                : "esc back   q quit";
    }

    /** Marks the line that is chosen, and leaves out what is too far from it. */
    private List<String> marked(List<String> table, int room) {
        List<String> rows = table.subList(1, table.size());
        selected = Math.max(0, Math.min(selected, rows.size() - 1));
        int first = Math.max(0, selected - Math.max(1, room - 1) + 1);
        List<String> lines = new ArrayList<>();
        lines.add("  " + table.get(0));
        for (int i = first; i < rows.size() && lines.size() < room; i++) {
            lines.add((i == selected ? "> " : "  ") + rows.get(i));
        }
        return lines;
    }

    private Key read() throws IOException {
        NonBlockingReader keys = terminal.reader();
        int key = keys.read(KEY_MILLIS);
        if (key == ESCAPE) {
            // an arrow is an escape and two more, which come at once
            int next = keys.read(20);
            if (next != '[' && next != 'O') {
                return Key.BACK;
            }
            return switch (keys.read(20)) {
                case 'A' -> Key.UP;
                case 'B' -> Key.DOWN;
                case 'C' -> Key.ENTER;
                case 'D' -> Key.BACK;
                default -> Key.NONE;
            };
        }
        return switch (key) {
            case 'k' -> Key.UP;
            case 'j' -> Key.DOWN;
            case '\r', '\n' -> Key.ENTER;
            case 'b', 127, 8 -> Key.BACK;
            case 's' -> Key.SORT;
            case 'q', 3, NonBlockingReader.EOF -> Key.QUIT;
            default -> Key.NONE;
        };
    }

    private void heed(Key key) {
        switch (key) {
            case UP -> selected--;
            case DOWN -> selected++;
            case SORT -> order = order.next();
            case ENTER -> {
                List<JobOverview> jobs = order.sort(poller.latest().jobs());
                if (job == null && selected >= 0 && selected < jobs.size()) {
                    job = jobs.get(selected).jid();
                    poller.lookAt(job);
                }
            }
            case BACK -> {
                job = null;
                poller.lookAt(null);
            }
            default -> {
                // nothing to do
            }
        }
    }
}
