package app.greenroom.domain.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.PythonRuntime;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.UserSite;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An installation in the home of its user is upgraded where its place is known, by the interpreter that it belongs to. */
class UserSiteTest {
    private static final String PACKAGES = "/var/pretalx/.local/lib/python3.13/site-packages";

    @Test
    void itsPlaceIsReadFromWhereThePackageLies() {
        assertThat(UserSite.of(facts(PACKAGES + "/pretalx", "3.13.5")))
                .contains(new UserSite("/var/pretalx/.local", PACKAGES, "/usr/bin/python3"));
        assertThat(UserSite.of(facts("/opt/pretalx/src/pretalx", "3.13.5"))).isEmpty();
        assertThat(UserSite.of(SampleFacts.healthy().facts())).isEmpty();
    }

    @Test
    void itCanBeUpgraded() {
        assertThat(codes(facts(PACKAGES + "/pretalx", "3.13.5"))).doesNotContain(Code.LAYOUT, Code.PYTHON_TOO_OLD);
    }

    @Test
    void oneThatLiesElsewhereCannot() {
        assertThat(codes(facts("/opt/pretalx/src/pretalx", "3.13.5"))).contains(Code.LAYOUT);
    }

    @Test
    void anotherInterpreterOfTheServerDoesNotServe() {
        assertThat(codes(facts(PACKAGES + "/pretalx", "3.11.2"))).contains(Code.PYTHON_TOO_OLD);
    }

    private static List<Code> codes(InstanceFacts facts) {
        ServerFacts server = SampleFacts.server(facts);
        Preflight.Situation situation = new Preflight.Situation(server, facts, SampleTable.table(), List.of());
        return Preflight.check(situation, UpgradeChoice.to(PretalxVersion.of("2026.2.1"))).notes().stream()
                .map(PreflightNote::code)
                .toList();
    }

    private static InstanceFacts facts(String packageDirectory, String python) {
        InstanceFacts facts = SampleFacts.healthy().withVersion("2025.2.2").facts();
        Installation former = facts.installation();
        return facts.withInstallation(new Installation(
                        Installation.Layout.PIP_USER,
                        former.user(),
                        former.group(),
                        former.home(),
                        "/usr/bin/python3",
                        Optional.empty(),
                        former.workingDirectory(),
                        former.environment(),
                        former.webUnit(),
                        former.workerUnit(),
                        former.bind(),
                        former.webCommand(),
                        former.workerCommand(),
                        former.cronLines(),
                        former.otherSchedules()))
                .withRuntime(Fact.known(
                        new PythonRuntime(python, "/usr/bin/python3", "23.2", packageDirectory, false),
                        SampleFacts.READ_AT));
    }
}
