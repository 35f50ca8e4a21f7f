package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemNote;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import app.greenroom.domain.system.SystemState.StaleService;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.operation.SystemCare;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A system with a few updates, where gettext is missing; until a test says otherwise. */
public final class FakeSystem implements SystemCare {
    /** What was started. */
    public final List<SystemPlan> started = new ArrayList<>();
    /** The packages. */
    public SystemState state;
    /** What can be put right. */
    public List<RemedyOffer> remedies = List.of(
            new RemedyOffer(
                    Remedy.GETTEXT,
                    true,
                    List.of(SystemNote.of(SystemNote.Code.PACKAGES_GO_AGAIN, Level.INFO, "gettext"))),
            new RemedyOffer(
                    Remedy.REDIS, false, List.of(SystemNote.of(SystemNote.Code.NOT_MISSING, Level.BLOCKER, "redis"))));
    /** What looking fails with. */
    public Optional<OperationFailedException> failure = Optional.empty();

    FakeSystem(FakeClock clock) {
        state = new SystemState(
                clock.instant(),
                "apt",
                List.of(
                        new PackageUpdate("libssl3t64", "3.5.1-1", "3.5.4-1~deb13u1", true, false),
                        new PackageUpdate("nginx", "1.26.3-3", "1.26.3-3+deb13u1", false, false),
                        new PackageUpdate("postgresql-17", "17.5-1", "17.6-0+deb13u1", true, true)),
                List.of("nodejs"),
                List.of(),
                Optional.of("linux-image-6.12.57"),
                List.of(new StaleService("cron.service", false)),
                List.of("pretalx-web.service"),
                Optional.of(clock.instant().minus(Duration.ofHours(3))),
                false,
                List.of(),
                8_400_000);
    }

    @Override
    public SystemState look(TargetName target, TaskContext context) throws OperationFailedException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return state;
    }

    @Override
    public List<RemedyOffer> remedies(TargetName target, TaskContext context) {
        return remedies;
    }

    @Override
    public SystemPlan plan(TargetName target, SystemChange change, TaskContext context) {
        boolean updates = change instanceof SystemChange.Updates;
        return new SystemPlan(
                target,
                change,
                updates ? state.updates() : List.of(),
                updates ? List.of() : List.of("gettext"),
                updates
                        ? List.of(
                                SystemNote.of(
                                        SystemNote.Code.WINDOW, Level.WARNING, "postgresql-17, pretalx-web.service"),
                                SystemNote.of(SystemNote.Code.NO_WAY_BACK, Level.WARNING))
                        : List.of(SystemNote.of(SystemNote.Code.PACKAGES_GO_AGAIN, Level.INFO, "gettext")),
                List.of(
                        step("refresh", "system-refresh", Phase.BEFORE, 5),
                        step("apply", "system-apply", Phase.BEFORE, 60),
                        step("database", "system-database", updates ? Phase.WINDOW : Phase.BEFORE, 15),
                        step("verify", "system-verify", Phase.AFTER, 3)),
                updates ? state.downloadBytes() : 0);
    }

    private static Step step(String name, String code, Phase phase, int seconds) {
        return new Step(
                name, new Title(code, List.of()), phase, "", "", "", Duration.ZERO, false, Duration.ofSeconds(seconds));
    }

    @Override
    public JobId start(SystemPlan plan, TaskContext context) {
        started.add(plan);
        return new JobId("system-updates-20261124-120000");
    }
}
