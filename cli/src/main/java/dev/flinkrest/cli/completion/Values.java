package dev.flinkrest.cli.completion;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.Session;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobReads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;

/**
 * Knows what an operand or an option's value may be, by its label: for some the cluster is asked,
 * which has two seconds to answer. What cannot be had is left out.
 */
final class Values {
    private final Session session;
    private final Place place;

    Values(Session session, Place place) {
        this.session = session;
        this.place = place;
    }

    List<Candidate> of(ArgSpec argument) {
        try {
            List<Candidate> named = ofLabel(argument.paramLabel());
            return named.isEmpty() ? ofType(argument) : named;
        } catch (FlinkRestException | CommandFailedException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Candidate> ofType(ArgSpec argument) {
        List<Candidate> all = new ArrayList<>();
        Iterable<String> known = argument.completionCandidates();
        if (known != null) {
            known.forEach(word -> all.add(Candidate.of(word)));
        }
        return all;
    }

    private List<Candidate> ofLabel(String label) {
        return switch (label) {
            case "JOB", "SOURCE" -> jobs();
            case "VERTEX" -> vertices();
            case "TM" -> session.flink().taskManagers().ids().stream().map(Candidate::of).toList();
            case "JAR" -> jars();
            case "DATASET" ->
                    session.flink().datasets().stream().map(one -> Candidate.of(one.id())).toList();
            case "APPLICATION" ->
                    session.flink().applications().overview().stream()
                            .map(
                                    one ->
                                            new Candidate(
                                                    one.id().toString(),
                                                    one.name() + ", " + one.status()))
                            .toList();
            case "CHECKPOINT" ->
                    job(session.flink().jobs()).stream()
                            .flatMap(job -> session.flink().jobs().getCheckpointIds(job).stream())
                            .map(Candidate::of)
                            .toList();
            case "NAME" ->
                    session.contexts().read().contexts().keySet().stream()
                            .map(Candidate::of)
                            .toList();
            default -> List.of();
        };
    }

    private JobReads source() {
        boolean archived = place.command().qualifiedName().startsWith("flinkctl history");
        return archived ? session.history().jobs() : session.flink().jobs();
    }

    /** Returns names before ids: an id is for what has no name of its own. */
    private List<Candidate> jobs() {
        List<Candidate> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<JobOverview> jobs = source().overview();
        for (JobOverview job : jobs) {
            if (!job.state().isGloballyTerminal() && names.add(job.name())) {
                all.add(new Candidate(job.name(), job.jid() + ", " + job.state()));
            }
        }
        for (JobOverview job : jobs) {
            all.add(new Candidate(job.jid().toString(), job.name() + ", " + job.state()));
        }
        return all;
    }

    private Optional<JobId> job(JobReads jobs) {
        if (place.operands().isEmpty()) {
            return Optional.empty();
        }
        String word = place.operands().get(0);
        return jobs.overview().stream()
                .filter(job -> job.name().equals(word) || job.jid().toString().startsWith(word))
                .map(JobOverview::jid)
                .findFirst();
    }

    private List<Candidate> vertices() {
        return job(source()).stream()
                .flatMap(job -> source().get(job).vertices().stream())
                .map(vertex -> new Candidate(vertex.id().toString(), vertex.name()))
                .toList();
    }

    private List<Candidate> jars() {
        return session.flink().jars().all().files().stream()
                .map(jar -> new Candidate(jar.id().toString(), jar.name()))
                .toList();
    }
}
