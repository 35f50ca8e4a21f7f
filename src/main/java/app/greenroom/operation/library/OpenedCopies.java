package app.greenroom.operation.library;

import app.greenroom.storage.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Copies that were made for looking at them: in one folder for each run of the program, which goes when it ends; those of
 * runs that were killed go as soon as another is needed.
 */
final class OpenedCopies {
    private final Path folder;
    private final long process;
    private int number;

    /**
     * Copies in a folder.
     *
     * @param folder made when the first copy is
     * @param process id of this process
     */
    OpenedCopies(Path folder, long process) {
        this.folder = folder;
        this.process = process;
    }

    /** A new empty folder for one copy. */
    synchronized Path place() throws IOException {
        Path mine = mine();
        if (number == 0) {
            OwnerOnly.makeFolder(folder);
            clear();
        }
        number++;
        Path place = mine.resolve(String.valueOf(number));
        OwnerOnly.makeFolder(place);
        return place;
    }

    private Path mine() {
        return folder.resolve(String.valueOf(process));
    }

    /** Takes away what no running process can show any more; also what an earlier process of our number left. */
    private void clear() throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(folder, "[0-9]*")) {
            for (Path run : runs) {
                String name = run.getFileName().toString();
                boolean alive = name.matches("\\d{1,18}")
                        && Long.parseLong(name) != process
                        && ProcessHandle.of(Long.parseLong(name)).isPresent();
                if (!alive && Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)) {
                    delete(run);
                }
            }
        }
    }

    /** Takes away those of this run. */
    synchronized void close() throws IOException {
        if (number > 0) {
            delete(mine());
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                file.toFile().setWritable(true);
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
