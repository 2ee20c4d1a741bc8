/*
 * The command line {@code flinkctl}; stands on what the client exports. It is open, since commands, their
 * options and what they print are found by reflection; it exports nothing.
 */
open module dev.flinkrest.cli {
    requires com.fasterxml.jackson.databind;
    requires dev.flinkrest.client;
    requires info.picocli;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires org.jspecify;
    requires org.snakeyaml.engine;

    provides System.LoggerFinder with
            dev.flinkrest.cli.output.Loggers;
}
