package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.JarUpload;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "upload", description = "Uploads a jar, and prints its id.")
final class JarUploading extends CliCommand {
    @Parameters(paramLabel = "FILE", description = "The jar.")
    private Path file = Path.of("");

    /** Is an uploaded jar, for programs. */
    record Uploaded(JarId id, String filename) {}

    @Override
    protected void run(Session session) throws IOException {
        JarUpload upload =
                Uploads.show(
                        session, file, progress -> session.flink().jars().upload(file, progress));
        session.out()
                .value(new Uploaded(upload.jarId(), upload.filename()), upload.jarId().toString());
    }
}
