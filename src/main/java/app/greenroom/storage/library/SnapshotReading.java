package app.greenroom.storage.library;

/** Somebody reads a snapshot: until this is closed it is not removed, by whatever program. */
public interface SnapshotReading extends AutoCloseable {
    @Override
    void close();
}
