package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.upgrade.Preflight;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.operation.upgrade.ReleaseTableFile;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One server in one layout after the other: each is found as it is, and its upgrade can be planned, or is refused. */
class LayoutsIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path home;

    private LabDesk desk;

    @BeforeEach
    void sitDown() {
        desk = new LabDesk(home, server.host(), "root", server.key());
    }

    @Test
    void everyLayoutIsFoundAndPlanned() throws Exception {
        become(Layouts.VERSIONED);
        assertThat(only().installation().venv()).contains("/var/pretalx/venv.2025.2.2");
        assertPlanned();

        become(Layouts.CONFIGURED_AT_HOME);
        assertThat(settings().configFiles()).containsExactly("/var/pretalx/.pretalx.cfg");
        assertPlanned();

        become(Layouts.CONFIGURED_IN_PLACE);
        assertThat(settings().configFiles()).containsExactly("/var/pretalx/pretalx.cfg");
        assertPlanned();

        become(Layouts.A_SECOND_ONE);
        assertThat(look().instances())
                .extracting(
                        each -> each.settings().value().orElseThrow().database().name())
                .containsExactlyInAnyOrder("pretalx", "second");
        assertThat(notes())
                .as("both run from one environment")
                .contains(PreflightNote.of(
                        Code.SHARED_FOLDER,
                        PreflightNote.Level.BLOCKER,
                        "/var/pretalx/venv.2025.2.2",
                        "second-web.service"));
        server.run("systemctl disable --now second-web; rm /etc/systemd/system/second-web.service; systemctl"
                + " daemon-reload");
        assertPlanned();

        server.run("mkdir -p /etc/yunohost; touch /etc/yunohost/installed");
        assertThat(notes()).contains(PreflightNote.of(Code.LAYOUT, PreflightNote.Level.BLOCKER, "YUNOHOST"));
        server.run("rm -r /etc/yunohost; touch /etc/NIXOS");
        assertThat(notes()).contains(PreflightNote.of(Code.LAYOUT, PreflightNote.Level.BLOCKER, "NIXOS"));
    }

    private static void become(String script) {
        assertThat(server.run(script).strip()).endsWith("200");
    }

    private ServerFacts look() throws OperationFailedException {
        return desk.inspections().inspect(LabDesk.SERVER, TaskContext.quiet()).facts();
    }

    private InstanceFacts only() throws OperationFailedException {
        return look().instances().getFirst();
    }

    private PretalxSettings settings() throws OperationFailedException {
        return only().settings().value().orElseThrow();
    }

    private List<PreflightNote> notes() throws OperationFailedException {
        ServerFacts facts = look();
        InstanceFacts first = facts.instances().stream()
                .filter(each -> !each.installation().workerUnit().isEmpty())
                .findFirst()
                .orElseThrow();
        Preflight.Situation situation =
                new Preflight.Situation(facts, first, new ReleaseTableFile(home.resolve("none")).read(), List.of());
        return Preflight.check(situation, UpgradeChoice.to(PretalxVersion.of("2026.2.1")))
                .notes();
    }

    private void assertPlanned() throws OperationFailedException {
        assertThat(notes()).extracting(PreflightNote::level).doesNotContain(PreflightNote.Level.BLOCKER);
    }
}
