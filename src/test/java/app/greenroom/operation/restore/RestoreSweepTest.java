package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.operation.window.LaidOutProgram;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every step of a whole restore, in the order in which a server carries it out, with everything that can end it: it fails
 * before or after its work, or it dies before any of its effects, alone or with the runner. The same for the way back.
 * Whenever visitors reach the site it is on the former or on the restored data, whole; in the end it is up, with worker,
 * without the page, and nothing is lost or left. What the runner makes of it is swept in {@code JobSweepTest}.
 */
class RestoreSweepTest {
    /** Services, page and health of the site in a file; every effect of a step can be the one before which it dies. */
    private static final String WORLD = """
        import health, maintenance, services, window
        WORLD = HERE + "/world"
        os.fsync = lambda descriptor: None  # whether names outlive a power cut is not tried here
        os.sync = lambda: None
        SERVICES = {"pretalx-web.service": "web", "pretalx-worker.service": "worker"}

        def world():
            with open(WORLD) as file:
                return json.load(file)

        def turn(**what):
            effect()
            with open(WORLD + ".new", "w") as file:
                json.dump(dict(world(), **what), file)
            REALLY["replace"](WORLD + ".new", WORLD)

        LEFT = [None]  # effects until this process dies

        def effect():
            if LEFT[0] is not None:
                if not LEFT[0]:
                    os._exit(9)
                LEFT[0] -= 1

        REALLY = {}
        for name in ("rename", "replace", "unlink", "mkdir", "rmdir", "link"):
            REALLY[name] = getattr(os, name)
            def counted(*arguments, name=name, **more):
                effect()
                return REALLY[name](*arguments, **more)
            setattr(os, name, counted)

        def systemctl(verb, *names):
            for name in names:
                if name in SERVICES:
                    turn(**{SERVICES[name]: verb in ("start", "restart")})

        class Public:
            def status(self):
                return 200 if world()["web"] else 503

        def judge(change, *ignored):
            if not world()["web"]:
                raise surroundings.Failed("the site is down")

        services.systemctl = systemctl
        services.state_of = lambda name: "active" if world()[SERVICES[name]] else "inactive"
        services.restarts_of = lambda name: 0
        services.sockets_of = lambda name: []
        services.commands_of = lambda change: {}
        services.stays = lambda name: None
        for name, on in (("begin", True), ("leave", False)):
            setattr(maintenance, name, lambda change, on=on: turn(page=on))
        maintenance.runs = lambda change: world()["page"]
        maintenance.wait_until_shown = maintenance.make_room = lambda change: None
        health.public = lambda change: Public()
        health.fitting = lambda change, version, status: status == 200
        health.wait_for_public = health.judge_undone = judge
        health.try_in_private = lambda change: None
        window.STEPS["gate"] = (health.try_in_private, window.nothing)
        window.record = lambda change: None
        databases.check_migrations = lambda change: None
        import copies
        copies.forget = lambda change: None

        def look_around(change):
            change.notes.put(site={"database": {"kind": "sqlite", "name": HERE + "/data/db.sqlite3"},
                                   "media": HERE + "/data/media", "redis": False}, old={"path": HERE + "/venv"})
        surroundings.Change.look_around = look_around
        import restore

        def done(step, part, left=None, failing=""):
            \"""Exit status of a part of a step, which knows nothing but its notes; in a process of its own if it is to die.\"""
            if left is None and not failing:
                return restore.main(step, part)
            child = os.fork()
            if child == 0:
                LEFT[0] = left
                if failing == "before":
                    os._exit(1)
                status = restore.main(step, part)
                os._exit(1 if failing == "after" else status)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

        def begin_anew():
            lay_out(prepared=False)
            write(WORLD, json.dumps({"web": True, "worker": True, "page": False}))

        def forward(until):
            \"""Everything before a step, which must work.\"""
            begin_anew()
            for name in STEPS[:until]:
                if done(name, "run"):
                    raise SystemExit("%s does not work by itself" % name)

        def never_between(where):
            if world()["web"] and state() not in (PRESENT, RESTORED):
                raise SystemExit("%s: visitors meet %s" % (where, state()))

        def back(index, where):
            for name in reversed(STEPS[:index + 1]):
                if done(name, "undo"):
                    raise SystemExit("%s: the undo of %s fails" % (where, name))
                never_between(where)
            healthy(PRESENT, where)
            if done("gate-undone", "run"):
                raise SystemExit("%s: the gate refuses" % where)

        def on(index, where):
            \"""A client lets it go on: what was begun is taken back, where it has an undo, and done again.\"""
            if STEPS[index] != "open":
                done(STEPS[index], "undo")
            for name in STEPS[index:]:
                if done(name, "run"):
                    raise SystemExit("%s: %s fails when it goes on" % (where, name))
                never_between(where)
            healthy(RESTORED, where)

        def healthy(wanted, where):
            require(state(), wanted, where)
            require(world(), {"web": True, "worker": True, "page": False}, where)
            if wanted == PRESENT:
                left = sorted(name for folder in ("/data", "/etc") for name in os.listdir(HERE + folder))
                require(left, [".secret", "db.sqlite3", "db.sqlite3-journal", "media", "pretalx.cfg"], where + ", left")
            else:
                kept = [name for name in os.listdir(HERE + "/data") if "-before-" in name]
                require(len(kept), 3, where + ", kept")

        def after(index, where):
            never_between(where)
            (on if index >= STEPS.index("open") else back)(index, where)
        """;

    private static final String END = "\nsys.stdout = sys.__stdout__\nprint(cases)\n";

    @TempDir
    private Path folder;

    private LaidOutProgram program;
    private String steps;

    @BeforeEach
    void layOut() throws Exception {
        RestoreSteps.Steps made = RestoreSteps.of(RestoreStepsTest.inputs(EnumSet.allOf(RestorePart.class)));
        program = LaidOutProgram.of(folder, made.files());
        steps = Stream.of(Phase.BEFORE, Phase.WINDOW, Phase.AFTER)
                .flatMap(phase -> made.steps().stream().filter(step -> step.phase() == phase))
                .map(Step::name)
                .collect(Collectors.joining("\", \"", "STEPS = [\"", "\"]\n"));
    }

    @Test
    void whateverEndsAStepTheSiteIsOnTheFormerOrOnTheRestoredData() throws Exception {
        int cases = run("""
            cases = 0
            for index, name in enumerate(STEPS):
                for failing in ("before", "after"):
                    forward(index)
                    done(name, "run", failing=failing)
                    after(index, "%s failed %s its work" % (name, failing))
                    cases += 1
                left = 0
                while True:
                    forward(index)
                    if done(name, "run", left) != 9:
                        break
                    after(index, "%s died before effect %d" % (name, left))
                    left += 1
                    cases += 1
            """);
        assertThat(cases).as("steps and effects").isGreaterThan(60);
    }

    @Test
    void whateverEndsTheWayBackItIsGoneAgain() throws Exception {
        int cases = run("""
            cases = 0
            last = STEPS.index("gate")
            for index in range(last, -1, -1):
                left = 0
                while True:
                    forward(last + 1)
                    for name in reversed(STEPS[index + 1:last + 1]):
                        done(name, "undo")
                    died = done(STEPS[index], "undo", left) == 9
                    never_between("the undo of %s died before effect %d" % (STEPS[index], left))
                    if not died:
                        break
                    # whoever goes on begins with the step whose undo was not done
                    back(index, "the undo of %s died before effect %d" % (STEPS[index], left))
                    left += 1
                    cases += 1
            """);
        assertThat(cases).as("effects of the way back").isGreaterThan(20);
    }

    private int run(String scenario) throws Exception {
        return Integer.parseInt(program.run(RestoreCutTest.SITE + WORLD + steps + scenario + END));
    }
}
