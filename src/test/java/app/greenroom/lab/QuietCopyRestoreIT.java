package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.restore.RestoreNote;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Beside its original it sends nothing and runs nothing by itself. */
class QuietCopyRestoreIT extends RestoreToEmptyServerIT {
    @RegisterExtension
    static final LabServer original = LabServer.of(LabServer.Layer.POSTGRESQL);

    @RegisterExtension
    static final LabServer empty = LabServer.of(LabServer.Layer.EMPTY);

    @Override
    LabServer original() {
        return original;
    }

    @Override
    LabServer empty() {
        return empty;
    }

    @Override
    boolean copy() {
        return true;
    }

    @Override
    RestoreNote.Code said() {
        return RestoreNote.Code.QUIET_COPY;
    }

    @Override
    void assertLives() {
        assertThat(empty.run("systemctl is-active pretalx-worker || true; systemctl is-enabled pretalx-worker || true;"
                        + " crontab -u pretalx -l 2>&1 || true; systemctl show -p Environment pretalx-web"))
                .startsWith("inactive\ndisabled\nno crontab")
                .contains("PRETALX_MAIL_PORT=9");
    }
}
