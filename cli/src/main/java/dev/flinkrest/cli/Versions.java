package dev.flinkrest.cli;

import picocli.CommandLine.IVersionProvider;

/** Knows this program's version. */
final class Versions implements IVersionProvider {
    static String own() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"flinkctl " + own()};
    }
}
