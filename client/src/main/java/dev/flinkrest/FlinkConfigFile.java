package dev.flinkrest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a file of Flink's configuration as Flink does: {@code flink-conf.yaml} line by line, any
 * other as YAML. No object is made of it, and no message shows what could be a secret.
 */
final class FlinkConfigFile {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");
    private static final String LEGACY = "flink-conf.yaml";
    private static final String STANDARD = "config.yaml";

    /** How deep Flink's keys could be nested, and many times more. */
    private static final int DEEPEST = 100;

    /** How many settings there could be, and many times more. */
    private static final int MOST = 10_000;

    /** No host, port, path or fingerprint is longer; a longer one is not quoted, either. */
    private static final int LONGEST = 1_000;

    private final Path file;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private int entries;

    private FlinkConfigFile(Path file) {
        this.file = file;
    }

    /**
     * Holds one setting.
     *
     * @param key its full key
     * @param value its text; null if it is no single value
     * @param line where it stands, from 1
     */
    record Setting(String key, @Nullable String value, int line) {}

    /**
     * Reads a file, or the one in a directory.
     *
     * @throws IllegalArgumentException if there is none, or more than one, or it cannot be read
     */
    static FlinkConfigFile read(Path path) {
        FlinkConfigFile config = new FlinkConfigFile(find(path));
        String name = config.file.getFileName().toString();
        try {
            if (name.equals(LEGACY)) {
                config.readLines(Files.readAllLines(config.file));
            } else {
                config.readYaml(Files.readString(config.file));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Flink's configuration " + config.file + " cannot be read: " + e, e);
        }
        return config;
    }

    private static Path find(Path path) {
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(
                        "Flink's configuration "
                                + path
                                + " does not exist ("
                                + path.toAbsolutePath()
                                + ")");
            }
            return path;
        }
        Path standard = path.resolve(STANDARD);
        Path legacy = path.resolve(LEGACY);
        if (Files.exists(standard) && Files.exists(legacy)) {
            throw new IllegalArgumentException(
                    path
                            + " has both "
                            + STANDARD
                            + " and "
                            + LEGACY
                            + "; Flink reads the latter up to 1.20 and the former from 2.0 on, so name the file");
        }
        if (!Files.exists(standard) && !Files.exists(legacy)) {
            throw new IllegalArgumentException(
                    path
                            + " has neither "
                            + STANDARD
                            + " nor "
                            + LEGACY
                            + "; expected one of them");
        }
        return Files.exists(standard) ? standard : legacy;
    }

    private void readLines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).split("#", 2)[0].strip();
            if (line.isEmpty()) {
                continue;
            }
            String[] parts = line.split(": ", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0}:{1} is not of the form ''key: value'', and is passed over as Flink does",
                        file,
                        Integer.toString(i + 1));
                continue;
            }
            String key = parts[0].strip();
            settings.put(key, new Setting(key, parts[1].strip(), i + 1));
        }
    }

    private void readYaml(String text) {
        LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
        Node root;
        try {
            root =
                    new Composer(core, new ShallowParser(core, new StreamReader(core, text)))
                            .getSingleNode()
                            .orElse(null);
        } catch (MarkedYamlEngineException e) {
            // without the exception: it quotes the lines, and passwords stand there
            throw new IllegalArgumentException(
                    file
                            + e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("")
                            + " is no YAML; a value with characters such as * & % @ # or ': ' wants quotes,"
                            + " and a file in Flink's older form wants the name "
                            + LEGACY);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + " is no YAML that can be read");
        }
        if (root instanceof MappingNode mapping) {
            flatten(mapping, "", 1);
        } else if (root != null) {
            throw new IllegalArgumentException(file + " holds no settings; expected 'key: value'");
        }
    }

    /** Refuses to build what the composer would build by calling itself, level by level. */
    private static final class ShallowParser extends ParserImpl {
        private int depth;

        ShallowParser(LoadSettings settings, StreamReader reader) {
            super(settings, reader);
        }

        @Override
        public Event next() {
            Event event = super.next();
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw new YamlEngineException("too deep");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            return event;
        }
    }

    private void flatten(MappingNode mapping, String prefix, int depth) {
        entries += mapping.getValue().size();
        if (entries > MOST || depth > DEEPEST) { // by aliases: a few bytes can come to anything
            throw new IllegalArgumentException(
                    file + " comes to more settings, or deeper ones, than Flink has");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                continue; // no key of Flink's
            }
            String key = prefix + keyNode.getValue();
            int line = keyNode.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            if (tuple.getValueNode() instanceof MappingNode nested) {
                flatten(nested, key + ".", depth + 1);
                continue;
            }
            String value = tuple.getValueNode() instanceof ScalarNode node ? node.getValue() : null;
            if (tuple.getValueNode().getTag().equals(Tag.NULL)) {
                continue;
            }
            Setting before = settings.put(key, new Setting(key, value, line));
            if (before != null) {
                throw new IllegalArgumentException(
                        file
                                + ":"
                                + line
                                + ": "
                                + (key.length() > LONGEST ? "this key" : key)
                                + " was set before, in line "
                                + before.line);
            }
        }
    }

    /** Returns a setting, or that of the first other key that is set; null if none is. */
    @Nullable Setting get(String key, String... others) {
        Setting setting = settings.get(key);
        for (int i = 0; setting == null && i < others.length; i++) {
            setting = settings.get(others[i]);
        }
        if (setting == null) {
            return null;
        }
        if (setting.value == null) {
            throw bad(setting, "one value");
        }
        if (setting.value.length() > LONGEST) {
            throw bad(setting, "a value of at most " + LONGEST + " characters");
        }
        return setting;
    }

    /** Returns a setting's text; null if it is not set. */
    @Nullable String text(String key, String... others) {
        Setting setting = get(key, others);
        return setting == null ? null : setting.value;
    }

    /**
     * Returns a setting's text.
     *
     * @param why what wants it, for the message
     * @throws IllegalArgumentException if neither key is set
     */
    String require(String why, String key, String... others) {
        String text = text(key, others);
        if (text == null) {
            throw new IllegalArgumentException(
                    file
                            + " does not set "
                            + String.join(" or ", key, String.join(" or ", others))
                            + ", which "
                            + why
                            + " wants");
        }
        return text;
    }

    /**
     * Returns a switch as Flink reads it.
     *
     * @throws IllegalArgumentException if it is neither true nor false
     */
    boolean isTrue(String key, String... others) {
        Setting setting = get(key, others);
        if (setting == null) {
            return false;
        }
        return switch (String.valueOf(setting.value).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(setting, "true or false");
        };
    }

    /** Makes an exception that says where a bad value stands, and that unless it is a secret. */
    IllegalArgumentException bad(Setting setting, String expected) {
        String value = setting.value;
        boolean untold =
                value == null || value.length() > LONGEST || setting.key.contains("password");
        return new IllegalArgumentException(
                file
                        + ":"
                        + setting.line
                        + ": "
                        + setting.key
                        + (untold ? " has a bad value" : " is '" + value + "'")
                        + "; expected "
                        + expected);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
