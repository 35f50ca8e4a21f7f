package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.restore.RestoreNote;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In the place of its original it lives: mail goes out, worker and schedules run. */
@Tag("long")
class LiveSiteRestoreIT extends RestoreToEmptyServerIT {
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
        return false;
    }

    @Override
    RestoreNote.Code said() {
        return RestoreNote.Code.LIVE_TWICE;
    }

    @Override
    void assertLives() {
        assertThat(empty.run("systemctl is-active pretalx-web pretalx-worker; systemctl is-enabled pretalx-web"
                        + " pretalx-worker; systemctl show -p Environment -p IPAddressDeny pretalx-web"
                        + " pretalx-worker | grep -c '=.' || true; ls -d /etc/systemd/system/pretalx-*.d 2>"
                        + " /dev/null || true"))
                .isEqualTo("active\nactive\nenabled\nenabled\n0\n");
        assertThat(empty.run("crontab -u pretalx -l")).contains("runperiodic");
    }
}
