package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lab itself: what other tests on real servers take for granted. */
class LabServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @Test
    void pretalxAnswersAlsoAfterAPowerCut() throws IOException {
        assertThat(healthcheck()).isEqualTo("200");
        server.run("touch /var/pretalx/before-the-cut; sync");
        server.cutPower();
        server.boot();
        assertThat(healthcheck()).isEqualTo("200");
        assertThat(server.run("ls /var/pretalx")).contains("before-the-cut");
    }

    private static String healthcheck() {
        return server.run("for i in $(seq 200); do code=$(curl -s -o /dev/null -w '%{http_code}'"
                + " http://127.0.0.1:8345/healthcheck/ || true); [ \"$code\" = 200 ] && break; sleep .2; done;"
                + " printf %s \"$code\"");
    }
}
