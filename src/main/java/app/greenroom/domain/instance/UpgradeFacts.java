package app.greenroom.domain.instance;

import java.time.Instant;
import java.util.List;

/**
 * What only an upgrade asks about an instance: things that work today and would stop it half-way.
 *
 * @param duplicates rows that a later release forbids
 * @param deleted proposals that were deleted in pretalx and still lie in the database
 * @param strayTables tables that no installed app owns
 * @param ahead migrations that were applied by a newer version than the installed one
 * @param deployment errors and warnings of {@code check --deploy}
 * @param owners files of the site that belong to somebody else than the service user
 * @param unwritable files and folders that the service user must write and cannot
 * @param pluginReleases what the package index offers of each installed plugin
 * @param packagePage page of pretalx at the package index, for people
 */
public record UpgradeFacts(
        Fact<List<Duplicate>> duplicates,
        Fact<DeletedProposals> deleted,
        Fact<List<StrayTable>> strayTables,
        Fact<List<String>> ahead,
        Fact<List<CheckMessage>> deployment,
        Fact<Owners> owners,
        Fact<List<String>> unwritable,
        Fact<List<PluginRelease>> pluginReleases,
        Fact<String> packagePage) {

    /** Nothing known, and why. */
    public static UpgradeFacts unknown(String because, Instant at) {
        return new UpgradeFacts(
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at),
                Fact.unknown(because, at));
    }

    /**
     * Rows that are the same for a rule of a later release.
     *
     * @param what which rule
     * @param value what they have in common, in small letters
     * @param rows how many
     */
    public record Duplicate(Rule what, String value, int rows) {}

    /** Rules of uniqueness that a release of pretalx begins to enforce; its migration fails on rows that break them. */
    public enum Rule {
        /** Addresses of accounts that differ in upper and lower case only: 2026.2. */
        EMAIL,
        /** Short names of events that differ in upper and lower case only: 2026.2. */
        SLUG,
        /** The same tag twice in an event: 2025.2. */
        TAG,
        /** Preferences of an account for an event twice: 2025.2. */
        PREFERENCES
    }

    /**
     * Proposals in the state {@code deleted}; 2026.1 deletes them for good.
     *
     * @param count how many
     * @param references rows of plugins' tables that refer to them
     */
    public record DeletedProposals(long count, List<Reference> references) {
        /** Copies the list. */
        public DeletedProposals {
            references = List.copyOf(references);
        }
    }

    /**
     * Rows that refer to deleted proposals.
     *
     * @param table where they are
     * @param plugin the installed distribution that owns the table; empty if none does
     * @param rows how many
     */
    public record Reference(String table, String plugin, long rows) {}

    /**
     * A table that no installed app owns, mostly of a plugin that was removed.
     *
     * @param name of the table
     * @param rows how many rows it holds
     */
    public record StrayTable(String name, long rows) {}

    /**
     * A message of pretalx' own check.
     *
     * @param error whether it makes the check fail
     * @param id such as {@code pretalx.E004}
     * @param text what it says
     */
    public record CheckMessage(boolean error, String id, String text) {}

    /**
     * Files of the site that belong to somebody else.
     *
     * @param foreign how many of those that were looked at
     * @param complete whether all were looked at
     * @param examples some of their paths
     */
    public record Owners(int foreign, boolean complete, List<String> examples) {
        /** Copies the list. */
        public Owners {
            examples = List.copyOf(examples);
        }
    }

    /**
     * What the package index offers of a plugin.
     *
     * @param name normalized name of the distribution
     * @param newest its newest final release; empty if the index has none
     * @param uploaded day of that release, {@code 2026-08-14}; empty where the index does not tell
     */
    public record PluginRelease(String name, String newest, String uploaded) {}
}
