package app.greenroom.operation.drill;

import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.backup.BadAnswerException;
import app.greenroom.operation.backup.Said;
import app.greenroom.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the lines of JSON that a drill says; each is bounded and read strictly. */
final class DrillAnswers implements RemoteHost.ByteSink {
    private static final Logger LOG = LoggerFactory.getLogger(DrillAnswers.class);
    private static final int LONGEST = 1 << 16;
    private static final int MOST_CHECKS = 100;
    private static final Set<FailureReason> SERVERS_OWN = Set.of(
            FailureReason.COMMAND_FAILED,
            FailureReason.DRILL_IMPOSSIBLE,
            FailureReason.DUMP_NEWER,
            FailureReason.JOB_RUNNING,
            FailureReason.NO_ELEVATION,
            FailureReason.SERVER_DISK_FULL,
            FailureReason.INTERNAL);

    private final Consumer<String> phases;
    private final byte[] line = new byte[LONGEST];
    private int length;
    private final List<Check> checks = new ArrayList<>();
    private Optional<List<String>> left = Optional.empty();
    private Optional<OperationFailedException> refusal = Optional.empty();

    /**
     * Nothing heard yet.
     *
     * @param phases told each phase that begins
     */
    DrillAnswers(Consumer<String> phases) {
        this.phases = phases;
    }

    @Override
    public void accept(byte[] buffer, int offset, int count) throws BadAnswerException {
        for (int at = offset; at < offset + count; at++) {
            if (buffer[at] == '\n') {
                take(Said.parse(line, 0, length));
                length = 0;
            } else if (length == LONGEST) {
                throw new BadAnswerException("a line of more than " + LONGEST + " bytes");
            } else {
                line[length++] = buffer[at];
            }
        }
    }

    private void take(Said said) throws BadAnswerException {
        if (left.isPresent() || refusal.isPresent()) {
            throw new BadAnswerException("a line after the last");
        }
        if (said.has("check")) {
            if (checks.size() == MOST_CHECKS) {
                throw new BadAnswerException("more than " + MOST_CHECKS + " checks");
            }
            checks.add(new Check(
                    among(Code.values(), said.text("check")),
                    among(Outcome.values(), said.text("outcome")),
                    said.text("expected"),
                    said.text("found"),
                    said.text("detail")));
        } else if (said.has("phase")) {
            String phase = said.text("phase");
            if (!phase.matches("drill-[a-z]{1,20}")) {
                throw new BadAnswerException("no phase: " + phase);
            }
            phases.accept(phase);
        } else if (said.has("refused")) {
            FailureReason reason = among(FailureReason.values(), said.text("refused"));
            refusal = Optional.of(new OperationFailedException(
                    SERVERS_OWN.contains(reason) ? reason : FailureReason.INTERNAL,
                    said.text("detail"),
                    said.texts("arguments").toArray(String[]::new)));
        } else if (said.has("end")) {
            left = Optional.of(said.texts("left"));
        } else if (said.has("note")) {
            LOG.info("drill: {} {}", said.text("note"), said.texts("names"));
        } else {
            throw new BadAnswerException("a line that says nothing known");
        }
    }

    private static <E extends Enum<E>> E among(E[] values, String name) throws BadAnswerException {
        return Arrays.stream(values)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadAnswerException("not known: " + name));
    }

    /** The checks so far. */
    List<Check> checks() {
        return checks;
    }

    /** What could not be removed; absent before the end. */
    Optional<List<String>> left() {
        return left;
    }

    /** Why the server refused, if it did. */
    Optional<OperationFailedException> refusal() {
        return refusal;
    }
}
