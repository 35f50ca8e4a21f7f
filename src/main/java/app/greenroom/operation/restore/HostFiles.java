package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a server, compared with those of a snapshot, and what is brought there and removed again. */
final class HostFiles {
    /** Reads a program and runs it; what follows it on standard input is the program's own. */
    private static final String BEGINNING =
            "import sys;s=sys.stdin.buffer;exec(compile(s.read(int(s.readline())),'greenroom','exec'))";

    private static final Duration LOOK = Duration.ofMinutes(60);
    private static final Duration TRANSFER = Duration.ofHours(24);
    private static final Duration REMOVAL = Duration.ofMinutes(10);
    private static final Set<Integer> NO_ROOM = Set.of(28, 122);
    private static final JsonMapper JSON = new JsonMapper();

    private final RemoteHost host;

    HostFiles(RemoteHost host) {
        this.host = host;
    }

    /**
     * Compares.
     *
     * @param media root of the uploaded files; empty for none
     * @param files uploaded files of the snapshot
     * @param single absolute paths of single files, each with what the snapshot has for it
     * @param spaces folders whose free space is wanted
     * @param port port of the PostgreSQL cluster on that machine whose superuser is looked for, empty text for the
     *     usual one; none if there is none to look for
     * @param read whether content is compared, not only size and time
     */
    Comparison compare(
            String media,
            List<Entry> files,
            Map<String, Entry> single,
            List<String> spaces,
            Optional<String> port,
            boolean read,
            TaskContext context)
            throws SshException, OperationFailedException, IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("media", media);
        request.put(
                "files",
                files.stream()
                        .map(entry -> List.of(
                                bytes(entry),
                                entry.source().size(),
                                entry.source().mtimeNs(),
                                entry.source().sha256()))
                        .toList());
        request.put(
                "single",
                single.entrySet().stream()
                        .map(each -> List.of(
                                each.getKey(),
                                each.getValue().source().size(),
                                each.getValue().source().sha256()))
                        .toList());
        request.put("spaces", spaces);
        port.ifPresent(each -> request.put("port", each));
        request.put("read", read);
        JsonNode said = ask("compare", request, Path.of(""), InputStream.nullInputStream(), LOOK, context);
        return Comparison.read(said, files.size(), List.copyOf(single.keySet()));
    }

    /**
     * Brings files, each proven there by its hash. What a restore of the same site brought that was cut off before it
     * began is found there and does not travel again. Whatever goes wrong, what arrived stays for the next try; see
     * {@link #discard}.
     *
     * @throws OperationFailedException with reason SNAPSHOT_DAMAGED or SERVER_DISK_FULL among others
     */
    void bring(Parcel parcel, String lockKey, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("home", host.traits().stateDirectory());
        request.put("lockKey", lockKey);
        request.put("folder", parcel.folder());
        request.put("mediaFolder", parcel.mediaFolder());
        request.put("entries", listed(parcel));
        boolean whole = sent(parcel, request, context);
        if (!whole) {
            whole = sent(parcel, request, context); // what was not whole is gone: this time all of it travels
        }
        if (!whole) {
            throw new OperationFailedException(
                    FailureReason.COMMAND_FAILED, "what arrived before is lost again and again", "python3", "");
        }
    }

    /** False if what had arrived before was not whole; that is gone then. */
    private boolean sent(Parcel parcel, Map<String, Object> request, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        JsonNode said = ask("arrived", request, Path.of(""), InputStream.nullInputStream(), LOOK, context);
        Map<Integer, Long> here = Parcel.arrived(said, parcel.items());
        request.put(
                "here",
                here.entrySet().stream()
                        .map(each -> List.of(each.getKey(), each.getValue()))
                        .toList());
        try (Parcel.Content content = parcel.content(here, context)) {
            try {
                ask("receive", request, parcel.snapshot(), content, TRANSFER, context);
                return true;
            } catch (OperationFailedException failure) {
                if (String.valueOf(failure.getMessage()).contains("the beginning was lost")) {
                    return false;
                }
                throw failure;
            } finally {
                content.requireWhole();
            }
        }
    }

    private static List<List<Object>> listed(Parcel parcel) {
        List<List<Object>> entries = new ArrayList<>();
        for (Parcel.Item item : parcel.items()) {
            Entry entry = item.entry();
            entries.add(List.of(
                    entries.size(),
                    WantedFiles.isPackages(entry) ? "PACKAGES" : entry.role().name(),
                    bytes(entry),
                    entry.stored().size(),
                    entry.source().mtimeNs(),
                    entry.source().mode(),
                    entry.stored().sha256(),
                    item.travels()));
        }
        return entries;
    }

    /** Removes what was brought. */
    void discard(Parcel parcel, TaskContext context) throws SshException, OperationFailedException, IOException {
        List<String> folders = new ArrayList<>(List.of(parcel.folder(), parcel.mediaFolder()));
        folders.removeIf(String::isEmpty);
        ask("discard", Map.of("folders", folders), Path.of(""), InputStream.nullInputStream(), REMOVAL, context);
    }

    /**
     * Lists what jobs left, and removes what some of them left.
     *
     * @param home folder of our own on the server
     * @param lockKey what jobs of the instance hold
     * @param live paths that the site uses
     * @param remove jobs whose things are removed; none to list only
     */
    JsonNode kept(String home, String lockKey, List<String> live, List<String> remove, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        Map<String, Object> request = Map.of("home", home, "lockKey", lockKey, "live", live, "remove", remove);
        return ask("kept", request, Path.of(""), InputStream.nullInputStream(), LOOK, context);
    }

    /**
     * What is kept of the state before a job, and what came into the site since; changes nothing.
     *
     * @param home folder of our own on the server
     */
    JsonNode since(String home, JobId job, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        Map<String, Object> request =
                Map.of("home", home, "job", job.text(), "former", RestoreProgram.resource("program/former.py"));
        return ask("since", request, Path.of(""), InputStream.nullInputStream(), LOOK, context);
    }

    /** Bytes of a path as text in which each character is one byte. */
    private static String bytes(Entry entry) {
        return new String(entry.source().path().bytes(), StandardCharsets.ISO_8859_1);
    }

    private JsonNode ask(
            String task, Map<String, ?> request, Path subject, InputStream content, Duration limit, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        HostTraits traits = host.traits();
        if (traits.python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        if (traits.elevation() == HostTraits.Elevation.NONE) {
            throw new OperationFailedException(FailureReason.NO_ELEVATION, "only root can restore", traits.user());
        }
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-c", BEGINNING)
                .within(limit)
                .asRoot();
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        byte[] program = RestoreProgram.resource("server/" + task + ".py").getBytes(StandardCharsets.UTF_8);
        InputStream source = new SequenceInputStream(
                new SequenceInputStream(measured(program), measured(JSON.writeValueAsBytes(request))), content);
        CommandResult result = host.feed(command, source, context);
        return answer(task, result, String.valueOf(subject.getFileName()));
    }

    private static InputStream measured(byte[] bytes) {
        byte[] length = (bytes.length + "\n").getBytes(StandardCharsets.US_ASCII);
        return new SequenceInputStream(new ByteArrayInputStream(length), new ByteArrayInputStream(bytes));
    }

    private static JsonNode answer(String task, CommandResult result, String subject)
            throws SshException, OperationFailedException {
        if (result.outcome() instanceof Outcome.Lost) {
            result.requireSuccess();
        }
        if (result.outcome() instanceof Outcome.TimedOut(Duration limit)) {
            throw new OperationFailedException(FailureReason.TIMED_OUT, task + " not done within " + limit);
        }
        JsonNode said = parsed(result.stdout().strip());
        String refused = said.path("refused").asString("");
        if (!refused.isEmpty()) {
            throw refusal(refused, said.path("number").asInt(0), subject);
        }
        if (!result.succeeded() || said.isMissingNode()) {
            String words = result.stderr().strip();
            throw new OperationFailedException(
                    FailureReason.COMMAND_FAILED,
                    task + ": " + words.substring(words.lastIndexOf('\n') + 1),
                    "python3",
                    String.valueOf(result.outcome()));
        }
        return said;
    }

    private static OperationFailedException refusal(String words, int number, String subject) {
        if (NO_ROOM.contains(number)) {
            return new OperationFailedException(FailureReason.SERVER_DISK_FULL, words);
        }
        if (words.equals("running")) {
            return new OperationFailedException(FailureReason.JOB_RUNNING, "a job of this instance runs", "");
        }
        if (words.equals("unfinished")) {
            return new OperationFailedException(FailureReason.JOB_UNFINISHED, "a job has not ended", "");
        }
        boolean damaged = words.contains("as the manifest");
        return damaged
                ? new OperationFailedException(FailureReason.SNAPSHOT_DAMAGED, words, subject)
                : new OperationFailedException(FailureReason.COMMAND_FAILED, words, "python3", String.valueOf(number));
    }

    private static JsonNode parsed(String text) throws OperationFailedException {
        if (text.isEmpty()) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, String.valueOf(e.getMessage()), e);
        }
    }
}
