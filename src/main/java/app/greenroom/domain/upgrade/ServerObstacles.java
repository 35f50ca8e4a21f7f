package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PackageManager;
import app.greenroom.domain.instance.UpgradeFacts;
import app.greenroom.domain.instance.UpgradeFacts.CheckMessage;
import app.greenroom.domain.instance.UpgradeFacts.Owners;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way outside of pretalx' own packages and rows: clock, package manager, files, its own check. */
final class ServerObstacles {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    /** Beyond this, certificates of the package index are taken for expired or not yet valid. */
    private static final Duration CLOCK_LIMIT = Duration.ofHours(20);

    private final List<PreflightNote> notes = new ArrayList<>();

    private ServerObstacles() {}

    /**
     * Checks a server and the files and the check of one of its instances.
     *
     * @param clockOffset the server's clock minus this computer's
     */
    static List<PreflightNote> of(Duration clockOffset, PackageManager packages, UpgradeFacts facts) {
        ServerObstacles obstacles = new ServerObstacles();
        obstacles.clock(clockOffset);
        obstacles.packageManager(packages);
        facts.unwritable()
                .value()
                .orElse(List.of())
                .forEach(path -> obstacles.add(Code.UNWRITABLE, Level.BLOCKER, path));
        facts.owners().value().filter(owners -> owners.foreign() > 0).ifPresent(obstacles::owners);
        obstacles.notes.addAll(NotChecked.of("owners", facts.owners()));
        facts.deployment().value().orElse(List.of()).forEach(obstacles::message);
        obstacles.notes.addAll(NotChecked.of("check", facts.deployment()));
        return obstacles.notes;
    }

    private void add(Code code, Level level, String... arguments) {
        notes.add(PreflightNote.of(code, level, arguments));
    }

    private void clock(Duration offset) {
        if (offset.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            Level level = offset.abs().compareTo(CLOCK_LIMIT) > 0 ? Level.BLOCKER : Level.WARNING;
            add(Code.CLOCK_OFF, level, String.valueOf(offset.abs().toSeconds()));
        }
    }

    private void packageManager(PackageManager packages) {
        if (!packages.busy().isEmpty()) {
            add(Code.PACKAGES_BUSY, Level.BLOCKER, String.join(", ", packages.busy()));
        }
        if (packages.interrupted()) {
            add(Code.PACKAGES_INTERRUPTED, Level.WARNING);
        }
    }

    private void owners(Owners owners) {
        add(
                Code.FOREIGN_FILES,
                Level.WARNING,
                String.valueOf(owners.foreign()),
                owners.examples().isEmpty() ? "" : owners.examples().getFirst());
    }

    private void message(CheckMessage message) {
        add(
                message.error() ? Code.CHECK_ERROR : Code.CHECK_WARNING,
                message.error() ? Level.BLOCKER : Level.INFO,
                message.id(),
                message.text());
    }
}
