package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.backup.FileReceiver.Place;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Brings the secret, configuration, units, schedules, web server site and package list into a draft. */
final class SiteFiles {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long MOST_BYTES = 256 << 20;
    private static final int MOST_FILES = 2000;
    private static final Set<String> KINDS = Set.of("config", "unit", "schedule", "web");

    private SiteFiles() {}

    static void bring(
            Conversation conversation, SnapshotDraft draft, Warnings warnings, SiteRequest request, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        String secret = request.settings().secretFile().orElse("");
        Expected expected = new Expected(warnings, secret);
        long[] arrived = {0};
        try (FileReceiver receiver = new FileReceiver(draft, expected, bytes -> arrived[0] += bytes)) {
            FrameReader.Handler bounded = (letter, buffer, offset, length) -> {
                if (arrived[0] > MOST_BYTES) {
                    throw new BadAnswerException("configuration of more than " + MOST_BYTES + " bytes");
                }
                receiver.frame(letter, buffer, offset, length);
            };
            conversation.hold("site", Map.of("site", request.site()), LIMIT, bounded, context);
            if (!receiver.complete()) {
                throw new BadAnswerException("a file without its end");
            }
        }
        if (!secret.isEmpty() && !expected.secretKept) {
            throw new OperationFailedException(
                    FailureReason.NO_ELEVATION, "the secret " + secret + " cannot be read: " + expected.secretTrouble);
        }
    }

    /** The kinds of files that belong to a site. */
    private static final class Expected implements FileReceiver.Choice {
        private final Warnings warnings;
        private final String secret;
        private final Map<SourcePath, String> seen = new HashMap<>();
        private boolean secretKept;
        private String secretTrouble = "it was not sent";

        Expected(Warnings warnings, String secret) {
            this.warnings = warnings;
            this.secret = secret;
        }

        @Override
        public Place place(Said announced) throws BadAnswerException {
            SourcePath path = announced.path("path");
            String kind = announced.text("kind");
            if (seen.size() >= MOST_FILES) {
                throw new BadAnswerException("more than " + MOST_FILES + " files of configuration");
            }
            seen.put(path, kind);
            return switch (kind) {
                case "secret" -> secretPlace(path);
                case "crontab" -> new Place(Role.SERVER, SourcePath.of("crontab"));
                case "packages" -> new Place(Role.SERVER, SourcePath.of("pip-freeze.txt"));
                default -> serverPlace(kind, path);
            };
        }

        private Place secretPlace(SourcePath path) throws BadAnswerException {
            if (!path.equals(SourcePath.of(secret))) {
                throw new BadAnswerException("another secret");
            }
            return new Place(Role.SECRET, path);
        }

        private static Place serverPlace(String kind, SourcePath path) throws BadAnswerException {
            byte[] bytes = path.bytes();
            boolean absolute = bytes.length > 1 && bytes[0] == '/';
            if (!KINDS.contains(kind)
                    || !absolute
                    || !SourcePath.of(java.util.Arrays.copyOfRange(bytes, 1, bytes.length))
                            .staysBelow()) {
                throw new BadAnswerException("a file that was not asked for");
            }
            return new Place(Role.SERVER, path);
        }

        @Override
        public void kept(Entry entry, boolean changed) {
            secretKept |= entry.role() == Role.SECRET;
            if (changed) {
                warnings.add("changed while it was read: " + entry.source().path());
            }
        }

        @Override
        public void missed(Place place, String reason, String detail) {
            if (place.role() == Role.SECRET) {
                secretTrouble = detail;
            } else {
                warnings.add("cannot be read, left out: " + place.path() + " (" + detail + ")");
            }
        }
    }
}
