package app.greenroom.app;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for files of Greenroom that nobody wants to keep; only its owner may enter it.
 *
 * @param folder the folder
 */
record TemporaryHome(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryHome.class);

    /** Makes one among the temporary files of this computer. */
    static TemporaryHome make() throws OperationFailedException {
        try {
            return new TemporaryHome(Files.createTempDirectory("greenroom-practice-"));
        } catch (IOException e) {
            throw new OperationFailedException(FailureReason.LOCAL_FILE, String.valueOf(e), e);
        }
    }

    /** Removes it with all that is in it; links are removed, not followed. */
    void close() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("the temporary folder {} could not be removed", folder, e);
        }
    }
}
