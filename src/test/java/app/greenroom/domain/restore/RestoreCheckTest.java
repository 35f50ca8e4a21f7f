package app.greenroom.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.backup.SnapshotManifest.Totals;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.restore.RestoreCheck.Need;
import app.greenroom.domain.restore.RestoreCheck.Situation;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.Preflight.UnfinishedJob;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that stands against a restore, one by one. */
class RestoreCheckTest {
    private static final SnapshotId ID = new SnapshotId("2026-11-24T10-00-00Z-l");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final TargetName SITE = TargetName.parse("talks");
    private static final RestoreRequest ALL = RestoreRequest.everything(SITE, Optional.of(ID));

    @Test
    void nothingStandsAgainstARestoreToAHealthySite() {
        List<RestoreNote> notes = RestoreCheck.check(ALL, situation(SampleFacts.healthy(), "2026.2.1"));
        assertThat(notes).extracting(RestoreNote::level).doesNotContain(Level.BLOCKER);
        assertThat(notes).contains(note(Code.NEWER_DATA, Level.WARNING, "7200"));
    }

    static Stream<Arguments> found() {
        SampleFacts healthy = SampleFacts.healthy();
        return Stream.of(
                Arguments.of(
                        ALL,
                        situation(healthy.withHealth(500), "2026.2.1"),
                        note(Code.SITE_UNHEALTHY, Level.WARNING, "500")),
                Arguments.of(
                        ALL,
                        situation(healthy.withSettings(SampleFacts.settings(Kind.SQLITE, true, false)), "2026.2.1"),
                        note(Code.DATABASE_OTHER, Level.BLOCKER, "postgresql", "sqlite")),
                Arguments.of(
                        ALL,
                        situation(healthy.withDatabase(new DatabaseState("16.4", 1, 0, true, true)), "2026.2.1"),
                        note(Code.POSTGRESQL_OLDER, Level.WARNING, "17", "16")),
                Arguments.of(
                        only(RestorePart.DATABASE),
                        situation(healthy, "2026.2.1"),
                        note(Code.SESSIONS_END, Level.INFO)),
                Arguments.of(
                        ALL,
                        with(s -> new Situation(
                                damaged(),
                                s.head(),
                                s.held(),
                                s.server(),
                                s.instance(),
                                s.unfinished(),
                                s.superuser(),
                                "",
                                false,
                                "",
                                s.needs(),
                                List.of(),
                                NOW)),
                        note(Code.SNAPSHOT_DAMAGED, Level.BLOCKER, ID.text(), "2")),
                Arguments.of(
                        only(RestorePart.SECRET),
                        with(s -> new Situation(
                                s.summary(),
                                s.head(),
                                Set.of(RestorePart.DATABASE),
                                s.server(),
                                s.instance(),
                                s.unfinished(),
                                s.superuser(),
                                "",
                                false,
                                "",
                                s.needs(),
                                List.of(),
                                NOW)),
                        note(Code.PART_MISSING, Level.BLOCKER, "SECRET")),
                Arguments.of(
                        ALL,
                        with(s -> new Situation(
                                s.summary(),
                                s.head(),
                                s.held(),
                                s.server(),
                                s.instance(),
                                List.of(new UnfinishedJob("upgrade-1", "stuck")),
                                s.superuser(),
                                "",
                                false,
                                "",
                                s.needs(),
                                List.of(),
                                NOW)),
                        note(Code.OTHER_JOB, Level.BLOCKER, "upgrade-1", "stuck")),
                Arguments.of(
                        ALL,
                        with(s -> new Situation(
                                s.summary(),
                                s.head(),
                                s.held(),
                                s.server(),
                                s.instance(),
                                s.unfinished(),
                                s.superuser(),
                                "/media",
                                true,
                                "/media/avatars",
                                s.needs(),
                                List.of(),
                                NOW)),
                        note(Code.MOUNT_POINT, Level.BLOCKER, "/media/avatars")),
                Arguments.of(
                        ALL,
                        with(s -> new Situation(
                                s.summary(),
                                s.head(),
                                s.held(),
                                s.server(),
                                s.instance(),
                                s.unfinished(),
                                s.superuser(),
                                "",
                                false,
                                "",
                                List.of(new Need("/var", 1, 60, 100), new Need("/var/lib", 1, 50, 100)),
                                List.of(),
                                NOW)),
                        note(Code.DISK_SPACE, Level.BLOCKER, "/var", "110", "100")));
    }

    @ParameterizedTest
    @MethodSource("found")
    void eachIsFound(RestoreRequest request, Situation situation, RestoreNote wanted) {
        assertThat(RestoreCheck.check(request, situation)).contains(wanted);
    }

    @Test
    void twoFileSystemsAreCountedApart() {
        Situation situation = with(s -> new Situation(
                s.summary(),
                s.head(),
                s.held(),
                s.server(),
                s.instance(),
                s.unfinished(),
                s.superuser(),
                "",
                false,
                "",
                List.of(new Need("/var", 1, 60, 100), new Need("/srv", 2, 50, 100)),
                List.of(),
                NOW));
        assertThat(RestoreCheck.check(ALL, situation))
                .extracting(RestoreNote::code)
                .doesNotContain(Code.DISK_SPACE);
    }

    @Test
    void blockersComeFirst() {
        List<RestoreNote> notes = RestoreCheck.check(
                ALL,
                with(s -> new Situation(
                        damaged(),
                        s.head(),
                        s.held(),
                        s.server(),
                        s.instance(),
                        s.unfinished(),
                        s.superuser(),
                        "",
                        false,
                        "",
                        s.needs(),
                        List.of(note(Code.SESSIONS_END, Level.INFO)),
                        NOW)));
        assertThat(notes.getFirst().level()).isEqualTo(Level.BLOCKER);
        assertThat(notes.getLast().level()).isEqualTo(Level.INFO);
        assertThat(notes).isSortedAccordingTo(java.util.Comparator.comparing(RestoreNote::level));
    }

    @Test
    void aRoleThatMayMakeNoDatabaseNeedsTheSuperuserOfThatMachine() {
        SampleFacts may = SampleFacts.healthy().withDatabase(new DatabaseState("17.6", 1, 0, false, true));
        SampleFacts mayNot = SampleFacts.healthy().withDatabase(new DatabaseState("17.6", 1, 0, false, false));
        SampleFacts silent = SampleFacts.healthy().withDatabase(DatabaseState.silent());
        RestoreNote refusal = note(Code.DATABASE_RIGHTS, Level.BLOCKER, "pretalx");
        assertThat(RestoreCheck.check(ALL, withSuperuser(mayNot, false))).contains(refusal);
        assertThat(RestoreCheck.check(ALL, withSuperuser(mayNot, true))).doesNotContain(refusal);
        assertThat(RestoreCheck.check(ALL, withSuperuser(may, false))).doesNotContain(refusal);
        assertThat(RestoreCheck.check(ALL, withSuperuser(silent, false)))
                .as("nothing is known about the role")
                .doesNotContain(refusal);
        assertThat(RestoreCheck.check(only(RestorePart.MEDIA), withSuperuser(mayNot, false)))
                .as("no database is made")
                .doesNotContain(refusal);
    }

    @Test
    void uploadedFilesOnAFileSystemOfTheirOwnAreSetAsideWithinIt() {
        Situation s = situation(SampleFacts.healthy(), "2026.2.1");
        Situation mounted = new Situation(
                s.summary(),
                s.head(),
                s.held(),
                s.server(),
                s.instance(),
                s.unfinished(),
                s.superuser(),
                "/media",
                true,
                "",
                s.needs(),
                s.more(),
                s.now());
        assertThat(RestoreCheck.check(ALL, mounted))
                .contains(note(Code.MOUNT_WITHIN, Level.INFO, "/media"))
                .extracting(RestoreNote::level)
                .doesNotContain(Level.BLOCKER);
    }

    private static Situation withSuperuser(SampleFacts facts, boolean superuser) {
        Situation s = situation(facts, "2026.2.1");
        return new Situation(
                s.summary(),
                s.head(),
                s.held(),
                s.server(),
                s.instance(),
                s.unfinished(),
                superuser,
                s.mediaRoot(),
                s.mediaIsMount(),
                s.mountBelow(),
                s.needs(),
                s.more(),
                s.now());
    }

    private static RestoreRequest only(RestorePart part) {
        return RestoreRequest.only(SITE, Optional.of(ID), Set.of(part));
    }

    private static RestoreNote note(Code code, Level level, String... arguments) {
        return RestoreNote.of(code, level, arguments);
    }

    private static Situation with(UnaryOperator<Situation> change) {
        return change.apply(situation(SampleFacts.healthy(), "2026.2.1"));
    }

    private static Situation situation(SampleFacts facts, String pretalx) {
        Head head = head(pretalx);
        return new Situation(
                new SnapshotSummary(ID, "/snapshots/" + ID, Condition.WHOLE, Optional.of(head), Optional.of(NOW), 0),
                head,
                EnumSet.allOf(RestorePart.class),
                SampleFacts.server(facts.facts()),
                facts.facts(),
                List.of(),
                true,
                "/var/pretalx/data/media",
                false,
                "",
                List.of(new Need("/var", 1, 10, 100)),
                List.of(),
                NOW);
    }

    private static SnapshotSummary damaged() {
        return new SnapshotSummary(
                ID, "/snapshots/" + ID, Condition.WHOLE, Optional.of(head("2026.2.1")), Optional.empty(), 2);
    }

    private static Head head(String pretalx) {
        Origin origin = new Origin(
                "talks",
                "talks.example.org",
                "pretalx",
                "https://talks.example.org",
                "Debian",
                pretalx,
                "3.13.5",
                "postgresql",
                "17.6",
                "pretalx",
                "/var/pretalx/data/media",
                "pretalx");
        return new Head(
                1,
                ID,
                ID.taken(),
                ID.taken(),
                "1",
                origin,
                Optional.of(new Counts(3, 209, 155)),
                new Totals(1, 1, 1),
                List.of());
    }
}
