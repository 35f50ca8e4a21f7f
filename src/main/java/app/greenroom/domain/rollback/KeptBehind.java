package app.greenroom.domain.rollback;

import java.util.List;

/**
 * What a server says about the state before one of its jobs.
 *
 * @param from version that the job left
 * @param to version before the job
 * @param data whether database and uploaded files come back too; a job without migrations left them as they were
 * @param gone what was kept and is no longer there
 * @param dump folder of the dump, where the database was kept as one; empty text otherwise
 * @param userSite whether packages lie in the home of the service user
 * @param since what came into the site since
 * @param unknown why that could not be counted; empty text if it was
 */
public record KeptBehind(
        String from,
        String to,
        boolean data,
        List<Gone> gone,
        String dump,
        boolean userSite,
        SinceThen since,
        String unknown) {
    /** Copies the list. */
    public KeptBehind {
        gone = List.copyOf(gone);
    }

    /**
     * Something that was kept and is no longer there.
     *
     * @param kind environment, static, database or media
     * @param name path, or name of a database
     */
    public record Gone(String kind, String name) {}
}
