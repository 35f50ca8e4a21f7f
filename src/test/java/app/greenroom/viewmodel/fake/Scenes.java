package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.SampleFacts;
import java.time.Duration;

/** Worlds with something going on, for pictures and journeys. */
public final class Scenes {
    private static final long GB = 1_000_000_000L;

    private Scenes() {}

    /** Three servers: one behind, one fine, one with a stopped worker and two instances. */
    public static FakeWorld conferences() {
        FakeWorld world = new FakeWorld();
        world.servers.with(
                Sample.server("talks.example.org"),
                Sample.server("cfp.example.net"),
                Sample.server("submit.example.eu"));
        world.inspections
                .finds(Sample.report(
                        "talks.example.org",
                        SampleFacts.healthy()
                                .withVersion("2025.2.2")
                                .withRunning("")
                                .withNewest("2026.2.1")
                                .withDisks(SampleFacts.disk("/var/pretalx/data", 82 * GB, 31 * GB, 1_000_000))
                                .withServices(
                                        SampleFacts.service(Role.WEB, "active"),
                                        SampleFacts.service(Role.WORKER, "active"))
                                .facts()))
                .finds(Sample.report("cfp.example.net", SampleFacts.healthy().facts()))
                .finds(Sample.report(
                        "submit.example.eu",
                        SampleFacts.healthy()
                                .withServices(
                                        SampleFacts.service(Role.WEB, "active"),
                                        SampleFacts.service(Role.WORKER, "failed"))
                                .facts()
                                .withId("main"),
                        SampleFacts.healthy()
                                .withDisks(SampleFacts.disk("/srv/test", 40 * GB, GB, 90_000))
                                .facts()
                                .withId("test")));
        snapshots(world);
        return world;
    }

    private static void snapshots(FakeWorld world) {
        var newest = Sample.snapshot(Sample.NOW.minus(Duration.ofHours(2)), "2025.2.2", 1_300_000_000L, 14_000_000L);
        var night = Sample.snapshot(Sample.NOW.minus(Duration.ofHours(32)), "2025.2.2", 1_300_000_000L, 31_000_000L);
        var week = Sample.snapshot(Sample.NOW.minus(Duration.ofDays(3)), "2025.2.2", 1_290_000_000L, 22_000_000L);
        var damaged = Sample.snapshot(Sample.NOW.minus(Duration.ofDays(9)), "2025.1.0", 1_200_000_000L, 8_000_000L);
        var first = Sample.snapshot(Sample.NOW.minus(Duration.ofDays(330)), "2025.1.0", 900_000_000L, 900_000_000L);
        world.backups.with(
                Sample.verified(newest, Sample.NOW.minus(Duration.ofHours(2))),
                night,
                Sample.verified(week, Sample.NOW.minus(Duration.ofDays(3))),
                Sample.damaged(damaged, 1),
                Sample.verified(first, Sample.NOW.minus(Duration.ofDays(300))));
    }

    /** A server that does not answer. */
    public static FakeWorld silent() {
        FakeWorld world = new FakeWorld();
        world.servers.with(Sample.server("talks.example.org"));
        world.inspections.fails("talks.example.org", FailureReason.HOST_SILENT, "talks.example.org:22");
        return world;
    }
}
