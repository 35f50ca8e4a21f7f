package app.greenroom.operation.system;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.operation.window.LaidOutProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of changes of the system, and the parts of their program that need no server. */
class SystemProgramTest {
    @TempDir
    Path folder;

    private static SystemSteps.Steps steps(SystemChange change, List<String> packages, boolean window) {
        InstanceFacts facts = SampleFacts.healthy().withVersion("2025.2.2").facts();
        return SystemSteps.of(new SystemInputs(
                new JobId("system-1"),
                SampleFacts.READ_AT,
                "anna",
                facts,
                change,
                packages,
                "/etc/pretalx/pretalx.cfg",
                window,
                Map.of()));
    }

    private static List<String> names(SystemSteps.Steps steps) {
        return steps.steps().stream().map(Step::name).toList();
    }

    @Test
    void theDatabaseIsUpdatedInTheWindowAndEverythingElseBeforeIt() {
        SystemSteps.Steps steps = steps(new SystemChange.Updates(false), List.of(), true);
        assertThat(names(steps))
                .containsExactly(
                        "look",
                        "refresh",
                        "sound",
                        "download",
                        "apply",
                        "quiet",
                        "stop",
                        "database",
                        "gate",
                        "open",
                        "resume",
                        "restart",
                        "verify",
                        "record");
        assertThat(steps.steps())
                .filteredOn(step -> step.phase() == Phase.WINDOW)
                .extracting(Step::name)
                .containsExactly("stop", "database", "gate", "open");
        assertThat(steps.bootUndo()).isPresent();
    }

    @Test
    void withoutAWindowNothingIsArmed() {
        SystemSteps.Steps steps = steps(new SystemChange.Updates(true), List.of(), false);
        assertThat(names(steps))
                .containsExactly("look", "refresh", "sound", "download", "apply", "restart", "verify", "record");
        assertThat(steps.bootUndo()).isEmpty();
    }

    @Test
    void nobodyMayEndAStepInWhichDpkgWorks() {
        assertThat(steps(new SystemChange.Updates(false), List.of(), true).steps())
                .filteredOn(Step::endable)
                .extracting(Step::name)
                .containsExactly("look", "refresh", "download", "quiet", "gate");
    }

    @Test
    void eachRemedyDoesWhatItNeeds() {
        assertThat(names(steps(new SystemChange.Fix(Remedy.GETTEXT), List.of("gettext"), false)))
                .containsExactly("look", "refresh", "sound", "install", "verify", "record");
        assertThat(names(steps(new SystemChange.Fix(Remedy.REDIS), List.of("redis-server"), true)))
                .containsExactly(
                        "look",
                        "refresh",
                        "sound",
                        "install",
                        "libraries",
                        "configure",
                        "quiet",
                        "stop",
                        "put",
                        "gate",
                        "open",
                        "resume",
                        "verify",
                        "record");
        assertThat(names(steps(new SystemChange.Fix(Remedy.CELERY), List.of(), true)))
                .contains("put", "worker")
                .doesNotContain("install", "refresh");
    }

    private String run(String lines) throws Exception {
        return LaidOutProgram.of(
                        folder,
                        steps(new SystemChange.Updates(false), List.of(), true).files())
                .run(lines);
    }

    @Test
    void optionsAreSetInAConfigurationAndNothingElseOfItChanges() throws Exception {
        assertThat(run("""
            import settingsfile
            text = "; mine\\n[site]\\nurl=http://a\\n\\n[redis]\\n# location=old\\nlocation = redis://elsewhere/1\\nsession=true\\n"
            print(settingsfile.changed(text, "redis", {"location": "redis://here/2"}), end="")
            print("--")
            print(settingsfile.changed("[site]\\nurl=x", "celery", {"backend": "b", "broker": "c"}), end="")
            """)).isEqualTo("""
                ; mine
                [site]
                url=http://a

                [redis]
                # location=old
                location=redis://here/2
                session=true
                --
                [site]
                url=x

                [celery]
                backend=b
                broker=c\
                """);
    }

    @Test
    void whatAptWouldDoIsRead() throws Exception {
        assertThat(run("""
            import packages
            text = '''Inst libssl3t64 [3.5.1-1] (3.5.4-1 Debian:13.2/stable, Debian-Security:13/stable-security [amd64])
            Inst linux-image-6.12.57 (6.12.57-1 Debian:13.2/stable [amd64])
            Inst postgresql-17 [17.5-1] (17.6-0 Debian:13.2/stable [amd64]) []
            Conf libssl3t64 (3.5.4-1 Debian:13.2/stable [amd64])
            '''
            packages.output_of = lambda arguments, limit: text
            for each in packages.simulated([])[0]:
                print(each["name"], each["installed"] or "-", each["candidate"], each["security"], each["needed"])
            """)).isEqualTo("""
                libssl3t64 3.5.1-1 3.5.4-1 True False
                linux-image-6.12.57 - 6.12.57-1 False False
                postgresql-17 17.5-1 17.6-0 False True\
                """);
    }

    @Test
    void theWorkerGetsWhatTheWebServiceHasButNotWhatOnlyTheWindowHasThere() throws Exception {
        assertThat(run("""
            import remedies
            class Change:
                parameters = {"webUnit": "pretalx-web.service"}
                def old_python(self):
                    return "/var/pretalx/venv/bin/python"
            lines = ["# /etc/systemd/system/pretalx-web.service", "User=pretalx", "ExecStart=gunicorn pretalx.wsgi",
                     "# /run/systemd/system/pretalx-web.service.d/greenroom.conf", "Environment=GUNICORN_CMD_ARGS=--reuse-port",
                     "# /etc/systemd/system/pretalx-web.service.d/local.conf", "EnvironmentFile=/etc/pretalx/environment"]
            remedies.run = lambda arguments, limit: (0, "\\n".join(lines), "")
            print(remedies.unit_text(Change()))
            """)).contains("""
                [Service]
                User=pretalx
                EnvironmentFile=/etc/pretalx/environment
                ExecStart=/var/pretalx/venv/bin/celery -A pretalx.celery_app worker -l info
                """).doesNotContain("GUNICORN");
    }

    @Test
    void whatCannotBeRestartedWaitsForAReboot() throws Exception {
        assertThat(run("""
            import restarts
            for unit in ("dbus.service", "systemd-logind.service", "getty@tty1.service", "ssh.service", "cron.service"):
                print(unit, bool(restarts.ONLY_BY_REBOOT.fullmatch(unit)))
            print(restarts.newer_kernel("6.1.0-9-amd64", ["6.1.0-9-amd64", "6.1.0-13-amd64"]))
            print(repr(restarts.newer_kernel("6.8.0-host", ["6.1.0-9-amd64"])))
            """)).isEqualTo("""
                dbus.service True
                systemd-logind.service True
                getty@tty1.service True
                ssh.service False
                cron.service False
                6.1.0-13-amd64
                ''\
                """);
    }
}
