package app.greenroom.operation;

/**
 * Everything that both faces can do, one interface for each area.
 *
 * @param servers saved servers
 * @param inspections looking at servers
 * @param backups snapshots
 * @param library looking after snapshots that are here
 * @param upgrades planning and starting upgrades
 * @param jobs jobs on servers
 * @param practice the practice server
 * @param secrets the secrets file
 * @param restores bringing snapshots back
 * @param rollbacks going back behind upgrades that ended well
 * @param cleanup what jobs set aside on servers
 * @param drills proving that snapshots restore
 * @param maintenance what visitors read while a site is closed
 * @param schedules snapshots that are taken by themselves
 * @param system what pretalx stands on
 */
public record Operations(
        Servers servers,
        Inspections inspections,
        Backups backups,
        Library library,
        Upgrades upgrades,
        Jobs jobs,
        PracticeServer practice,
        SecretsVault secrets,
        Restores restores,
        Rollbacks rollbacks,
        Cleanup cleanup,
        Drills drills,
        MaintenancePages maintenance,
        Schedules schedules,
        SystemCare system) {}
