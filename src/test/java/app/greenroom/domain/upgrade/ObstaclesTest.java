package app.greenroom.domain.upgrade;

import static app.greenroom.domain.instance.SampleFacts.known;
import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.PythonPackage;
import app.greenroom.domain.instance.PackageManager;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.UpgradeFacts;
import app.greenroom.domain.instance.UpgradeFacts.CheckMessage;
import app.greenroom.domain.instance.UpgradeFacts.DeletedProposals;
import app.greenroom.domain.instance.UpgradeFacts.Duplicate;
import app.greenroom.domain.instance.UpgradeFacts.Owners;
import app.greenroom.domain.instance.UpgradeFacts.PluginRelease;
import app.greenroom.domain.instance.UpgradeFacts.Reference;
import app.greenroom.domain.instance.UpgradeFacts.Rule;
import app.greenroom.domain.instance.UpgradeFacts.StrayTable;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What works today and would stop an upgrade half-way, each with the hop on which it would. */
class ObstaclesTest {
    private static final DatabaseState ANSWERS = new DatabaseState("17.6", 1, 0, true, true);
    private static final String FIRST = "2026.1.2";
    private static final String LAST = "2026.2.1";

    private final UpgradeFacts none = SampleFacts.upgrade();

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(Rule.EMAIL, "2025.2.2", blocker(Code.DUPLICATE_EMAILS, LAST, "1", "kim")),
                Arguments.of(Rule.SLUG, "2026.1.2", blocker(Code.DUPLICATE_SLUGS, LAST, "1", "kim")),
                Arguments.of(Rule.TAG, "2025.1.0", blocker(Code.DUPLICATE_TAGS, "2025.2.2", "1", "kim")),
                Arguments.of(
                        Rule.PREFERENCES, "2025.1.0", blocker(Code.DUPLICATE_PREFERENCES, "2025.2.2", "1", "kim")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doubleRowsBlockTheHopThatForbidsThem(Rule rule, String from, PreflightNote expected) {
        UpgradeFacts facts = withDuplicates(known(List.of(new Duplicate(rule, "kim", 2))));
        assertThat(database(facts, from)).contains(expected);
    }

    @Test
    void doubleRowsThatAreForbiddenAlreadyOrLaterBlockNothing() {
        UpgradeFacts tags = withDuplicates(known(List.of(new Duplicate(Rule.TAG, "x", 2))));
        assertThat(database(tags, "2025.2.2")).isEmpty();
        UpgradeFacts addresses = withDuplicates(known(List.of(new Duplicate(Rule.EMAIL, "x", 2))));
        HopChoice short1 = choice("2025.2.2", FIRST);
        assertThat(DatabaseObstacles.of(known(ANSWERS), addresses, short1, List.of()))
                .isEmpty();
    }

    @Test
    void onlySomeExamplesAreNamed() {
        UpgradeFacts facts = withDuplicates(known(Stream.of("a", "b", "c", "d")
                .map(each -> new Duplicate(Rule.SLUG, each, 2))
                .toList()));
        assertThat(database(facts, "2025.2.2")).contains(blocker(Code.DUPLICATE_SLUGS, LAST, "4", "a, b, c, …"));
    }

    @Test
    void rowsThatCouldNotBeLookedAtAreAWarning() {
        UpgradeFacts facts = withDuplicates(SampleFacts.unknown());
        assertThat(database(facts, "2025.2.2"))
                .contains(PreflightNote.of(Code.NOT_CHECKED, Level.WARNING, "rows", "not asked"));
    }

    @Test
    void deletedProposalsAreToldAndBlockOnlyWhereNobodyLetsGoOfThem() {
        Reference kept = new Reference("voting_vote", "pretalx-public-voting", 4);
        Reference lost = new Reference("gone_page", "", 3);
        assertThat(database(withDeleted(2), "2025.2.2"))
                .containsExactly(PreflightNote.of(Code.DELETED_PROPOSALS, Level.INFO, FIRST, "2"));
        assertThat(database(withDeleted(2, kept), "2025.2.2"))
                .extracting(PreflightNote::code)
                .doesNotContain(Code.DELETED_HELD);
        assertThat(database(withDeleted(2, kept, lost), "2025.2.2"))
                .contains(blocker(Code.DELETED_HELD, FIRST, "gone_page", "3"));
        assertThat(DatabaseObstacles.of(
                        known(ANSWERS),
                        withDeleted(2, kept),
                        choice("2025.2.2", FIRST, LAST),
                        List.of("pretalx-public-voting")))
                .contains(blocker(Code.DELETED_HELD, FIRST, "voting_vote", "4"));
        assertThat(database(withDeleted(2, lost), "2026.1.2")).isEmpty();
    }

    @Test
    void aDatabaseThatIsAheadOrSilentBlocksAndStrayTablesAreTold() {
        UpgradeFacts facts = new UpgradeFacts(
                none.duplicates(),
                none.deleted(),
                known(List.of(new StrayTable("gone_page", 2))),
                known(List.of("event.0044_x")),
                none.deployment(),
                none.owners(),
                none.unwritable(),
                none.pluginReleases(),
                none.packagePage());
        assertThat(DatabaseObstacles.of(known(DatabaseState.silent()), facts, choice("2025.2.2", FIRST), List.of()))
                .containsExactlyInAnyOrder(
                        blocker(Code.DATABASE_SILENT),
                        blocker(Code.DATABASE_AHEAD, "event.0044_x"),
                        PreflightNote.of(Code.STRAY_TABLES, Level.WARNING, "1", "gone_page"));
    }

    @Test
    void aServerWithEverythingWrongIsToldSo() {
        UpgradeFacts facts = new UpgradeFacts(
                none.duplicates(),
                none.deleted(),
                none.strayTables(),
                none.ahead(),
                known(List.of(new CheckMessage(true, "pretalx.E003", "bad"), new CheckMessage(false, "W1", "hm"))),
                known(new Owners(7, true, List.of("/data/a", "/data/b"))),
                known(List.of("/data/logs/pretalx.log")),
                none.pluginReleases(),
                none.packagePage());
        PackageManager busy = new PackageManager("apt", List.of("apt-get", "dpkg"), true, List.of());
        assertThat(ServerObstacles.of(Duration.ofMinutes(-3), busy, facts))
                .containsExactlyInAnyOrder(
                        PreflightNote.of(Code.CLOCK_OFF, Level.WARNING, "180"),
                        blocker(Code.PACKAGES_BUSY, "apt-get, dpkg"),
                        PreflightNote.of(Code.PACKAGES_INTERRUPTED, Level.WARNING),
                        blocker(Code.UNWRITABLE, "/data/logs/pretalx.log"),
                        PreflightNote.of(Code.FOREIGN_FILES, Level.WARNING, "7", "/data/a"),
                        blocker(Code.CHECK_ERROR, "pretalx.E003", "bad"),
                        PreflightNote.of(Code.CHECK_WARNING, Level.INFO, "W1", "hm"));
        assertThat(ServerObstacles.of(Duration.ofDays(2), PackageManager.apt(), none))
                .containsExactly(blocker(Code.CLOCK_OFF, "172800"));
        assertThat(ServerObstacles.of(Duration.ofSeconds(90), PackageManager.apt(), none))
                .isEmpty();
    }

    static Stream<Arguments> plugins() {
        PreflightNote old = PreflightNote.of(Code.PLUGIN_OLD, Level.WARNING, "pages", "1.6.1", "2025-06-01", LAST);
        return Stream.of(
                Arguments.of(new PluginRelease("pages", "1.6.1", "2025-06-01"), List.of(), old),
                Arguments.of(
                        new PluginRelease("pages", "1.10.0", "2026-07-08"),
                        List.of(),
                        PreflightNote.of(Code.PLUGIN, Level.INFO, "pages", "1.6.1", "1.10.0")),
                Arguments.of(
                        new PluginRelease("pages", "", ""),
                        List.of(),
                        blocker(Code.PLUGIN_NOT_OFFERED, "pages", "1.6.1")),
                Arguments.of(
                        new PluginRelease("pages", "1.10.0", ""),
                        List.of(),
                        PreflightNote.of(Code.DAYS_UNKNOWN, Level.WARNING)),
                Arguments.of(
                        new PluginRelease("pages", "1.6.1", "2025-06-01"),
                        List.of("pages"),
                        PreflightNote.of(Code.PLUGIN_LEFT_OUT, Level.WARNING, "pages")),
                Arguments.of(
                        new PluginRelease("pages", "1.10.0", "2026-07-08"),
                        List.of("venue"),
                        blocker(Code.PLUGIN_NOT_INSTALLED, "venue")));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void pluginsAreJudgedByTheirNewestRelease(PluginRelease release, List<String> without, PreflightNote expected) {
        List<PreflightNote> notes = PluginObstacles.of(
                facts(List.of(new PythonPackage("pages", "1.6.1", "")), release),
                choice("2025.2.2", FIRST, LAST),
                SampleTable.table(),
                without);
        assertThat(notes).contains(expected);
        assertThat(notes.contains(
                        PreflightNote.of(Code.PLUGIN_OLD, Level.WARNING, "pages", "1.6.1", "2025-06-01", LAST)))
                .isEqualTo(expected.code() == Code.PLUGIN_OLD);
    }

    @Test
    void whatDoesNotComeFromAnIndexIsRepeatedWhereItCanBeAndBlocksWhereNot() {
        assertThat(origin("mine", "file:///home/pretalx/plugins/mine"))
                .isEqualTo(blocker(Code.DIRECT_INSTALL, "mine", "file:///home/pretalx/plugins/mine"));
        assertThat(origin("mine", "/home/pretalx/plugins/mine").code()).isEqualTo(Code.DIRECT_INSTALL);
        assertThat(origin("mine", "git+https://git.example.org/mine@abc"))
                .isEqualTo(PreflightNote.of(
                        Code.REPEATED_INSTALL, Level.WARNING, "mine", "git+https://git.example.org/mine@abc"));
        assertThat(origin("pretalx", "git+https://git.example.org/pretalx@abc").code())
                .isEqualTo(Code.DIRECT_INSTALL);
    }

    private static PreflightNote origin(String name, String origin) {
        List<PreflightNote> notes = PluginObstacles.of(
                facts(List.of(new PythonPackage(name, "1.0", origin))),
                choice("2025.2.2", LAST),
                SampleTable.table(),
                List.of());
        assertThat(notes).hasSize(1);
        return notes.getFirst();
    }

    private static app.greenroom.domain.instance.InstanceFacts facts(
            List<PythonPackage> packages, PluginRelease... releases) {
        return SampleFacts.healthy().withPlugins(packages).facts().withUpgrade(withReleases(List.of(releases)));
    }

    private static UpgradeFacts withReleases(List<PluginRelease> releases) {
        UpgradeFacts none = SampleFacts.upgrade();
        return new UpgradeFacts(
                none.duplicates(),
                none.deleted(),
                none.strayTables(),
                none.ahead(),
                none.deployment(),
                none.owners(),
                none.unwritable(),
                known(releases),
                none.packagePage());
    }

    private UpgradeFacts withDuplicates(Fact<List<Duplicate>> found) {
        return new UpgradeFacts(
                found,
                none.deleted(),
                none.strayTables(),
                none.ahead(),
                none.deployment(),
                none.owners(),
                none.unwritable(),
                none.pluginReleases(),
                none.packagePage());
    }

    private UpgradeFacts withDeleted(long count, Reference... references) {
        return new UpgradeFacts(
                none.duplicates(),
                known(new DeletedProposals(count, List.of(references))),
                none.strayTables(),
                none.ahead(),
                none.deployment(),
                none.owners(),
                none.unwritable(),
                none.pluginReleases(),
                none.packagePage());
    }

    private static List<PreflightNote> database(UpgradeFacts facts, String from) {
        PretalxVersion first = PretalxVersion.of(from);
        String[] hops = SampleTable.table().hops(first, PretalxVersion.of(LAST), List.of()).stream()
                .map(PretalxVersion::toString)
                .toArray(String[]::new);
        return DatabaseObstacles.of(known(ANSWERS), facts, choice(from, hops), List.of());
    }

    private static HopChoice choice(String from, String... hops) {
        List<PretalxVersion> way = Stream.of(hops).map(PretalxVersion::of).toList();
        return new HopChoice(Optional.of(PretalxVersion.of(from)), Optional.of(way.getLast()), way, List.of());
    }

    private static PreflightNote blocker(Code code, String... arguments) {
        return PreflightNote.of(code, Level.BLOCKER, arguments);
    }
}
