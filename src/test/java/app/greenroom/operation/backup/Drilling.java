package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site and a laptop that tries its snapshots there. */
abstract class Drilling {
    @TempDir
    Path folder;

    SampleSite site;
    Laptop laptop;

    @BeforeEach
    void makeSite() {
        site = new SampleSite(folder.resolve("server"));
        laptop = new Laptop(folder.resolve("library"), site);
    }

    DrillReport drill() throws OperationFailedException {
        return laptop.drills().drill(Laptop.NAME, Optional.empty(), TaskContext.quiet());
    }

    FailureReason refusal() {
        return catchThrowableOfType(OperationFailedException.class, this::drill).reason();
    }

    static Outcome outcome(DrillReport report, Code code) {
        return report.checks().stream()
                .filter(check -> check.code() == code)
                .map(Check::outcome)
                .findFirst()
                .orElseThrow();
    }

    /** Scratch folders and everything else below the folder for large temporary files. */
    List<Path> scratch() throws IOException {
        try (Stream<Path> found = Files.list(site.root().resolve("var/tmp"))) {
            return found.toList();
        }
    }
}
