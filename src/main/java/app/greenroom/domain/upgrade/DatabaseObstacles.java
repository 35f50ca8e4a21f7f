package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.UpgradeFacts;
import app.greenroom.domain.instance.UpgradeFacts.DeletedProposals;
import app.greenroom.domain.instance.UpgradeFacts.Duplicate;
import app.greenroom.domain.instance.UpgradeFacts.Reference;
import app.greenroom.domain.instance.UpgradeFacts.Rule;
import app.greenroom.domain.instance.UpgradeFacts.StrayTable;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows and tables that a migration on the way would trip over. Sources: the migrations of pretalx 2025.2 to 2026.2. */
final class DatabaseObstacles {
    private static final PretalxVersion DELETES_PROPOSALS = PretalxVersion.of("2026.1.0");
    private static final PretalxVersion FORBIDS_TWINS = PretalxVersion.of("2025.2.0");
    private static final PretalxVersion FORBIDS_CASE = PretalxVersion.of("2026.2.0");
    private static final int EXAMPLES = 3;

    private final HopChoice choice;
    private final List<String> without;
    private final List<PreflightNote> notes = new ArrayList<>();

    private DatabaseObstacles(HopChoice choice, List<String> without) {
        this.choice = choice;
        this.without = without;
    }

    /** Checks the database that an instance has now. */
    static List<PreflightNote> of(
            Fact<DatabaseState> state, UpgradeFacts facts, HopChoice choice, List<String> without) {
        DatabaseObstacles obstacles = new DatabaseObstacles(choice, without);
        state.value()
                .filter(found -> !found.answers())
                .ifPresent(silent -> obstacles.add(Code.DATABASE_SILENT, Level.BLOCKER));
        obstacles.notes.addAll(NotChecked.of("rows", facts.duplicates()));
        obstacles.notes.addAll(NotChecked.of("tables", facts.deleted()));
        facts.ahead()
                .value()
                .filter(migrations -> !migrations.isEmpty())
                .ifPresent(migrations -> obstacles.add(Code.DATABASE_AHEAD, Level.BLOCKER, shortened(migrations)));
        facts.duplicates().value().ifPresent(obstacles::duplicates);
        facts.deleted().value().ifPresent(obstacles::deleted);
        facts.strayTables().value().ifPresent(obstacles::stray);
        return obstacles.notes;
    }

    private void add(Code code, Level level, String... arguments) {
        notes.add(PreflightNote.of(code, level, arguments));
    }

    /** The first hop on which something that began with a release happens; empty if that lies behind or beyond. */
    private Optional<PretalxVersion> hopOf(PretalxVersion begin) {
        if (choice.from().filter(from -> from.compareTo(begin) < 0).isEmpty()) {
            return Optional.empty();
        }
        return choice.hops().stream().filter(hop -> hop.compareTo(begin) >= 0).findFirst();
    }

    private void duplicates(List<Duplicate> found) {
        Map<Rule, List<String>> values = new EnumMap<>(Rule.class);
        found.forEach(each ->
                values.computeIfAbsent(each.what(), rule -> new ArrayList<>()).add(each.value()));
        values.forEach((rule, same) -> hopOf(beginOf(rule))
                .ifPresent(hop -> add(
                        codeOf(rule), Level.BLOCKER, hop.toString(), String.valueOf(same.size()), shortened(same))));
    }

    private static PretalxVersion beginOf(Rule rule) {
        return switch (rule) {
            case TAG, PREFERENCES -> FORBIDS_TWINS;
            case EMAIL, SLUG -> FORBIDS_CASE;
        };
    }

    private static Code codeOf(Rule rule) {
        return switch (rule) {
            case TAG -> Code.DUPLICATE_TAGS;
            case PREFERENCES -> Code.DUPLICATE_PREFERENCES;
            case EMAIL -> Code.DUPLICATE_EMAILS;
            case SLUG -> Code.DUPLICATE_SLUGS;
        };
    }

    private void deleted(DeletedProposals found) {
        Optional<PretalxVersion> hop = hopOf(DELETES_PROPOSALS);
        if (found.count() == 0 || hop.isEmpty()) {
            return;
        }
        add(Code.DELETED_PROPOSALS, Level.INFO, hop.get().toString(), String.valueOf(found.count()));
        for (Reference each : found.references()) {
            // a plugin that comes along lets go of its rows; nobody does that for one that is left behind
            if (each.plugin().isEmpty() || without.contains(each.plugin())) {
                add(Code.DELETED_HELD, Level.BLOCKER, hop.get().toString(), each.table(), String.valueOf(each.rows()));
            }
        }
    }

    private void stray(List<StrayTable> tables) {
        if (!tables.isEmpty()) {
            add(
                    Code.STRAY_TABLES,
                    Level.WARNING,
                    String.valueOf(tables.size()),
                    shortened(tables.stream().map(StrayTable::name).toList()));
        }
    }

    private static String shortened(List<String> values) {
        String some = values.stream()
                .filter(value -> !value.isEmpty())
                .limit(EXAMPLES)
                .collect(Collectors.joining(", "));
        return values.size() > EXAMPLES ? some + ", …" : some;
    }
}
