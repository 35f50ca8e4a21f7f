package app.greenroom.operation.drill;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.backup.BadAnswerException;
import app.greenroom.operation.backup.SiteRequest;
import app.greenroom.operation.drill.DrillStream.Item;
import app.greenroom.operation.verify.DumpCheck;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome.Exited;
import app.greenroom.ssh.Outcome.Signalled;
import app.greenroom.ssh.Outcome.TimedOut;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One drill of one snapshot: what is sent, what is asked for, and what the answer means. */
final class OneDrill {
    private static final Duration LIMIT = Duration.ofHours(12);

    private final Target target;
    private final Path folder;
    private final SnapshotManifest manifest;
    private final long seed;
    private final VerifyReport verified;
    private final List<Item> items = new ArrayList<>();
    private int configs;

    /**
     * A drill.
     *
     * @param folder of the snapshot
     * @param seed chooses the sample of uploaded files
     * @param verified what a quick look at the snapshot found
     */
    OneDrill(Target target, Path folder, SnapshotManifest manifest, long seed, VerifyReport verified) {
        this.target = target;
        this.folder = folder;
        this.manifest = manifest;
        this.seed = seed;
        this.verified = verified;
    }

    DrillReport run(ServerProfile profile, RemoteHost host, Supplier<Instant> clock, Instant began, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        requireOwn(profile);
        HostTraits traits = host.traits();
        if (traits.python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        SiteRequest site = SiteRequest.of(target.facts(), traits);
        Entry dump = dump(site);
        choose(dump, site);
        long bytes =
                items.stream().mapToLong(item -> item.entry().stored().size()).sum();
        DrillAnswers answers = new DrillAnswers(phase -> context.report(Progress.of(phase)));
        long[] sent = {0};
        CommandResult result;
        try (DrillStream stream =
                new DrillStream(DrillProgram.hello(request(site, dump, bytes)), folder, items, some -> {
                    sent[0] += some;
                    context.report(Progress.bytes("drill-upload", sent[0], Math.max(sent[0], bytes)));
                })) {
            result = host.converse(command(traits), stream, answers, context);
        } catch (BadAnswerException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, String.valueOf(e.getMessage()), e);
        }
        requireEnd(result, answers);
        return report(answers, clock.get(), began);
    }

    private RemoteCommand command(HostTraits traits) {
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-c", DrillProgram.bootstrap())
                .within(LIMIT);
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        return traits.elevation() == HostTraits.Elevation.NONE ? command : command.asRoot();
    }

    /** Restoring what belongs to another site would prove nothing about this one. */
    private void requireOwn(ServerProfile profile) throws OperationFailedException {
        SnapshotManifest.Origin origin = manifest.head().origin();
        boolean sameServer =
                origin.server().equals(profile.name()) || origin.host().equals(profile.host());
        if (!sameServer || !origin.instance().equals(target.facts().id())) {
            String why =
                    "the snapshot was taken from " + origin.server() + "/" + origin.instance() + " at " + origin.host();
            throw new OperationFailedException(FailureReason.DRILL_IMPOSSIBLE, why, why);
        }
    }

    private Entry dump(SiteRequest site) throws OperationFailedException {
        String kind = manifest.head().origin().databaseKind();
        if (!kind.equals(site.kind())) {
            String why = "the snapshot holds a database of kind " + kind + ", the site uses " + site.kind();
            throw new OperationFailedException(FailureReason.DRILL_IMPOSSIBLE, why, why);
        }
        Set<String> bad = damaged();
        return manifest.entries().stream()
                .filter(entry -> entry.role() == Role.DATABASE)
                .filter(entry -> !bad.contains(entry.stored().name()))
                .findFirst()
                .orElseThrow(() -> new OperationFailedException(
                        FailureReason.SNAPSHOT_DAMAGED,
                        "no whole dump of the database",
                        manifest.id().text()));
    }

    private Set<String> damaged() {
        return verified.problems().stream().map(VerifyReport.Problem::file).collect(Collectors.toSet());
    }

    /** The dump, the secret, the configuration, and some of the uploaded files; nothing that is known to be damaged. */
    private void choose(Entry dump, SiteRequest site) {
        items.add(new Item(dump, "database"));
        Set<String> bad = damaged();
        List<Entry> usable = manifest.entries().stream()
                .filter(entry -> !bad.contains(entry.stored().name()))
                .toList();
        usable.stream()
                .filter(entry -> entry.role() == Role.SECRET)
                .findFirst()
                .ifPresent(entry -> items.add(new Item(entry, "data/.secret")));
        for (String path : site.settings().configFiles()) {
            usable.stream()
                    .filter(entry -> entry.role() == Role.SERVER
                            && entry.source().path().toString().equals(path))
                    .findFirst()
                    .ifPresent(entry -> items.add(new Item(entry, "config/" + configs++)));
        }
        Set<String> places = new HashSet<>();
        for (Entry entry : DrillSample.of(usable, seed)) {
            String path = new String(entry.source().path().bytes(), StandardCharsets.ISO_8859_1);
            if (entry.source().path().staysBelow() && places.add(path)) {
                items.add(new Item(entry, "data/media/" + path));
            }
        }
    }

    private Map<String, Object> request(SiteRequest site, Entry dump, long bytes) throws IOException {
        DumpCheck.Versions versions =
                DumpCheck.versions(folder.resolve(dump.stored().name()), site.kind());
        Map<String, Long> counts =
                manifest.head().counts().map(OneDrill::byCode).orElse(Map.of());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("site", site.site());
        request.put("venv", target.facts().installation().venv().orElse(""));
        request.put("database", site.database());
        request.put(
                "dump",
                Map.of(
                        "tool",
                        versions.tool(),
                        "server",
                        versions.server(),
                        "size",
                        dump.stored().size()));
        request.put("pretalx", manifest.head().origin().pretalx());
        request.put("counts", counts);
        request.put("configs", configs);
        request.put("bytes", bytes);
        return request;
    }

    private static Map<String, Long> byCode(Counts counts) {
        return Map.of(
                Code.EVENTS.name(), counts.events(),
                Code.PROPOSALS.name(), counts.proposals(),
                Code.USERS.name(), counts.users());
    }

    private static void requireEnd(CommandResult result, DrillAnswers answers)
            throws SshException, OperationFailedException {
        if (answers.refusal().isPresent()) {
            throw answers.refusal().get();
        }
        if (result.outcome() instanceof TimedOut) {
            throw new OperationFailedException(FailureReason.TIMED_OUT, "not done within " + LIMIT);
        }
        switch (result.outcome()) {
            case Exited(int status) when status == 0 -> {}
            case Exited(int status) -> throw failed(result, String.valueOf(status));
            case Signalled(String name) -> throw failed(result, name);
            default -> result.requireSuccess();
        }
        if (answers.left().isEmpty()) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "the answer ends before its end");
        }
    }

    private static OperationFailedException failed(CommandResult result, String status) {
        String said = result.stderr().strip();
        String line = said.substring(said.lastIndexOf('\n') + 1);
        return new OperationFailedException(
                FailureReason.COMMAND_FAILED, line.substring(0, Math.min(line.length(), 500)), "python3", status);
    }

    private DrillReport report(DrillAnswers answers, Instant now, Instant began) {
        List<Check> checks = new ArrayList<>();
        String problems = verified.problems().stream()
                .limit(5)
                .map(VerifyReport.Problem::file)
                .collect(Collectors.joining(", "));
        long expected = manifest.entries().size();
        checks.add(new Check(
                Code.SNAPSHOT,
                verified.sound() ? Outcome.PASSED : Outcome.FAILED,
                String.valueOf(expected),
                String.valueOf(verified.files()),
                problems));
        checks.addAll(answers.checks());
        List<String> left = answers.left().orElseThrow();
        checks.add(new Check(
                Code.REMOVED, left.isEmpty() ? Outcome.PASSED : Outcome.FAILED, "", "", String.join("; ", left)));
        return new DrillReport(
                manifest.id(),
                now,
                Duration.between(began, now),
                manifest.head().origin().pretalx(),
                seed,
                checks,
                left.isEmpty());
    }
}
