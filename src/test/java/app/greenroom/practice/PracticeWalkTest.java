package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.operation.Inspections;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a first user, with the real operations over SSH: look, snapshot, upgrade over two hops, look again. */
class PracticeWalkTest {
    private static final TargetName SITE = TargetName.parse("practice");

    @TempDir
    Path folder;

    @Test
    void whereverAnUpgradeFailsTheSiteIsAsItWasAndTheNextOneWorks() throws Exception {
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(TaskContext.quiet());
            Path trouble = server.site().root().resolve("etc/pretalx/practice-trouble");
            try (Laptop laptop = new Laptop(folder, server, profile)) {
                for (String where : List.of("migrate", "web")) {
                    Files.writeString(trouble, where);
                    Said said = new Said();
                    assertThat(upgrade(laptop, said)).as(where + said.all).isEqualTo(JobState.UNDONE);
                    assertThat(said.all.toString()).contains("Trouble with " + where);
                    isAsAtFirst(laptop.inspections.inspect("practice", TaskContext.quiet()));
                }
                Files.delete(trouble);
                Said said = new Said();
                assertThat(upgrade(laptop, said)).as(said.all.toString()).isEqualTo(JobState.DONE);
                isOnTheNewest(laptop.inspections.inspect("practice", TaskContext.quiet()));
                assertThat(laptop.backups.list(SITE)).hasSize(3).allSatisfy(snapshot -> {
                    assertThat(snapshot.verified()).isPresent();
                    assertThat(snapshot.files()).isGreaterThan(200);
                });
                // of the version before, whose environment was kept, and of the one that is there now
                restoresOnTrial(laptop, laptop.backups.list(SITE).getLast().id());
                restoresOnTrial(
                        laptop, laptop.backups.create(SITE, TaskContext.quiet()).id());
            }
        }
    }

    private static void restoresOnTrial(Laptop laptop, SnapshotId snapshot) throws Exception {
        DrillReport report = laptop.drills.drill(SITE, Optional.of(snapshot), TaskContext.quiet());
        assertThat(report.proven()).as(report.toString()).isTrue();
        assertThat(report.checks())
                .extracting(DrillReport.Check::code)
                .containsExactlyInAnyOrder(DrillReport.Code.values());
        assertThat(laptop.backups.list(SITE))
                .filteredOn(each -> each.id().equals(snapshot))
                .allSatisfy(each -> assertThat(each.proven()).contains(report.at()));
    }

    private static JobState upgrade(Laptop laptop, Said said) throws Exception {
        UpgradePlan plan = laptop.upgrades.plan(SITE, UpgradeChoice.newest(), TaskContext.quiet());
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        assertThat(plan.hops()).extracting(PretalxVersion::toString).containsExactly("2026.1.2", "2026.2.1");
        JobId job = laptop.upgrades.start(plan, false, TaskContext.quiet());
        return laptop.jobs.follow(SITE, Optional.of(job), ignored -> {}, said, TaskContext.quiet());
    }

    private static void isAsAtFirst(Inspections.ServerReport report) {
        InstanceFacts facts = report.instances().getFirst().facts();
        assertThat(facts.installed().value()).contains(PretalxVersion.of("2025.2.2"));
        assertThat(facts.counts().value()).contains(new InstanceFacts.Counts(3, 209, 155));
        assertThat(report.instances().getFirst().findings())
                .filteredOn(finding -> finding.severity() != Severity.OK)
                .extracting(Finding::code)
                .containsExactly(FindingCode.VERSION);
    }

    @Test
    void theDocumentedStepsByHandWorkAsWell() throws Exception {
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(TaskContext.quiet());
            try (Client client = Client.signIn(profile, server.hostKey());
                    Laptop laptop = new Laptop(folder, server, profile)) {
                assertThat(client.run(byHand("2026.1.2", "1.9.0", "--npm-install"), ""))
                        .extracting(Client.Said::status, Client.Said::err)
                        .containsExactly(0, "");
                assertThat(client.run(byHand("2026.2.1", "1.10.0", ""), ""))
                        .extracting(Client.Said::status, Client.Said::err)
                        .containsExactly(0, "");
                isOnTheNewest(laptop.inspections.inspect("practice", TaskContext.quiet()));
            }
        }
    }

    private static String byHand(String version, String plugin, String rebuild) {
        return """
            set -e
            export PRETALX_CONFIG_FILE="$GREENROOM_ROOT/etc/pretalx/pretalx.cfg"
            python=venv/bin/python
            $python -m pip install -q --upgrade-strategy eager -U pretalx==%s pretalx-pages-practice==%s
            $python -m pretalx check
            $python -m pretalx migrate --noinput
            $python -m pretalx rebuild %s
            sudo systemctl restart pretalx-web pretalx-worker
            """.formatted(version, plugin, rebuild);
    }

    @Test
    void aStalePluginStopsAReleaseThatIsTooNewForIt() throws Exception {
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(TaskContext.quiet());
            try (Client client = Client.signIn(profile, server.hostKey())) {
                Client.Said said = client.run(byHand("2026.2.1", "1.8.0", ""), "");
                assertThat(said.status()).isEqualTo(1);
                assertThat(said.err()).contains("pretalx-pages-practice 1.8.0 does not fit pretalx 2026.2.1");
            }
        }
    }

    private static void isOnTheNewest(Inspections.ServerReport report) {
        assertThat(report.instances()).singleElement().satisfies(instance -> {
            InstanceFacts facts = instance.facts();
            assertThat(facts.installed().value()).contains(PretalxVersion.of("2026.2.1"));
            assertThat(facts.running().value()).contains(PretalxVersion.of("2026.2.1"));
            assertThat(facts.counts().value()).contains(new InstanceFacts.Counts(3, 207, 155));
            assertThat(facts.plugins().value().orElseThrow())
                    .extracting(InstanceFacts.PythonPackage::version)
                    .containsExactly("1.10.0");
            assertThat(instance.findings())
                    .filteredOn(finding -> finding.severity() != Severity.OK)
                    .extracting(Finding::code)
                    .isEmpty();
        });
    }

    private static final class Said implements JobListener {
        private final StringBuilder all = new StringBuilder();

        @Override
        public void event(JobEvent event) {
            all.append(event).append('\n');
        }

        @Override
        public void output(int step, String text) {
            all.append(text);
        }

        @Override
        public void connection(boolean connected) {}
    }
}
