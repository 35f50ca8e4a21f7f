package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments and static files change places by rename, and come back after any part of that. */
class TreesTest {
    private static final String BEGIN = """
        import os, trees
        from surroundings import identity
        """;
    private static final String BACK = "trees.give_back('venv', 'venvs/2025.2.2', None, identity_of_old)\n";

    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws IOException {
        program = LaidOutProgram.in(folder);
        Files.createDirectories(folder.resolve("venvs/2026.2.1"));
        Files.writeString(folder.resolve("venvs/2026.2.1/version"), "new");
        Files.createDirectory(folder.resolve("venv"));
        Files.writeString(folder.resolve("venv/version"), "old");
    }

    @Test
    void aFolderChangesPlacesWithALinkAndIsKeptUnderItsVersion() throws Exception {
        program.run(BEGIN + "trees.take_place('venv', 'venvs/2025.2.2', 'venvs/2026.2.1')");

        assertThat(folder.resolve("venv")).isSymbolicLink();
        assertThat(folder.resolve("venv/version")).hasContent("new");
        assertThat(folder.resolve("venvs/2025.2.2/version")).hasContent("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass",
                // only the link was made
                "os.symlink('venvs/2026.2.1', 'venvs/2025.2.2')",
                // all of it
                "trees.take_place('venv', 'venvs/2025.2.2', 'venvs/2026.2.1')",
                // where the kernel cannot exchange: after the first, the second and the third rename
                "os.symlink('venvs/2026.2.1', 'venvs/2025.2.2.exchange')",
                "os.symlink('venvs/2026.2.1', 'venvs/2025.2.2.exchange'); os.rename('venv', 'venvs/2025.2.2')",
                "os.rename('venv', 'venvs/2025.2.2'); os.symlink('venvs/2026.2.1', 'venv')"
            })
    void theFormerFolderComesBackAfterAnyPartOfTheSwitchAndTwice(String part) throws Exception {
        program.run(BEGIN + "identity_of_old = identity('venv')\n" + part + "\n" + BACK + BACK);

        assertThat(folder.resolve("venv"))
                .isDirectory()
                .satisfies(path -> assertThat(Files.isSymbolicLink(path)).isFalse());
        assertThat(folder.resolve("venv/version")).hasContent("old");
        assertThat(folder.resolve("venvs")).isDirectoryNotContaining("glob:**2025*");
        assertThat(folder.resolve("venvs/2026.2.1/version")).hasContent("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trees.prove_movable('venv'); trees.prove_movable('venv')",
                // cut after the link was made, and between the two exchanges
                "os.symlink('venv.greenroom-try', 'venv.greenroom-try'); trees.settle('venv')",
                "os.symlink('venv.greenroom-try', 'venv.greenroom-try'); trees.exchange('venv', 'venv.greenroom-try');"
                        + " assert open('venv/version').read() == 'old'; trees.settle('venv')",
                // a kernel that cannot try it
                "trees.ctypes.CDLL = lambda *a, **k: object(); trees.prove_movable('venv')"
            })
    void aFolderIsTriedAndIsWhereItWas(String part) throws Exception {
        program.run(BEGIN + "before = identity('venv')\n" + part + "\nassert identity('venv') == before");

        assertThat(folder.resolve("venv/version")).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**try");
    }

    @Test
    void aFolderThatCannotBeRenamedIsToldAndStays() throws Exception {
        program.run(BEGIN + """
            import errno
            def fails(first, second):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), first, None, second)
            trees.exchanged = fails
            try:
                trees.prove_movable('venv')
            except trees.Failed as told:
                assert 'venv cannot be renamed: Invalid cross-device link. Nothing was changed.' in str(told), told
            else:
                raise AssertionError('nothing was told')
            """);

        assertThat(folder.resolve("venv/version")).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**try");
    }

    @Test
    void aKernelThatCannotExchangeDoesItInTwoRenames() throws Exception {
        program.run(BEGIN + "trees.ctypes.CDLL = lambda *a, **k: object()\n"
                + "trees.take_place('venv', 'venvs/2025.2.2', 'venvs/2026.2.1')");

        assertThat(folder.resolve("venv/version")).hasContent("new");
        assertThat(folder.resolve("venvs/2025.2.2/version")).hasContent("old");
        assertThat(folder.resolve("venvs/2025.2.2.exchange")).doesNotExist();
    }

    @Test
    void aLinkIsTurnedAndTurnedBack() throws Exception {
        program.run(BEGIN + "os.rename('venv', 'venvs/2026.1.2'); os.symlink('venvs/2026.1.2', 'venv')\n"
                + "trees.take_place('venv', 'venvs/2026.1.2', 'venvs/2026.2.1')");
        assertThat(folder.resolve("venv/version")).hasContent("new");

        program.run(BEGIN + "for _ in range(2): trees.give_back('venv', 'venvs/2026.1.2', 'venvs/2026.1.2', None)");
        assertThat(folder.resolve("venv/version")).hasContent("old");
        assertThat(folder.resolve("venvs/2026.1.2/version")).hasContent("old");
    }

    @Test
    void nothingIsTouchedWhenTheFormerFolderIsNowhere() throws Exception {
        String said = program.run(BEGIN + """
            try:
                trees.give_back('venv', 'venvs/2025.2.2', None, [0, 0])
            except trees.Failed as error:
                print(error)
            """);

        assertThat(said).contains("neither");
        assertThat(folder.resolve("venv/version")).hasContent("old");
    }

    @Test
    void aTreeOfHardLinksKeepsWhatTheOriginalLoses() throws Exception {
        Path media = Files.createDirectories(folder.resolve("media/a b"));
        Files.writeString(media.resolve("picture"), "first");
        Files.writeString(media.resolve("gone"), "deleted");
        Files.createSymbolicLink(media.resolve("link"), Path.of("picture"));
        Files.createDirectory(folder.resolve("media/empty"));
        program.run(BEGIN + "assert trees.link_tree('media', 'copy') == 3\nassert trees.same_tree('media', 'copy')");
        Files.delete(media.resolve("gone"));
        Files.delete(media.resolve("picture"));
        Files.writeString(media.resolve("picture"), "second");

        program.run(BEGIN + "assert not trees.same_tree('media', 'copy')");
        assertThat(folder.resolve("copy/a b/gone")).hasContent("deleted");
        assertThat(folder.resolve("copy/a b/picture")).hasContent("first");
        assertThat(folder.resolve("copy/a b/link")).isSymbolicLink();
        assertThat(folder.resolve("copy/empty")).isDirectory();
    }

    @Test
    void aTreeOfHardLinksIsBroughtUpToDate() throws Exception {
        Path media = Files.createDirectories(folder.resolve("media/a"));
        Files.writeString(media.resolve("picture"), "first");
        Files.writeString(media.resolve("gone"), "deleted");
        program.run(BEGIN + "trees.link_tree('media', 'copy')");
        Files.delete(media.resolve("gone"));
        Files.delete(media.resolve("picture"));
        Files.writeString(media.resolve("picture"), "second");
        Files.writeString(media.resolve("new"), "uploaded");

        program.run(BEGIN + "assert trees.link_tree('media', 'copy') == 2\nassert trees.same_tree('media', 'copy')");
        assertThat(folder.resolve("copy/a/picture")).hasContent("second");
        assertThat(folder.resolve("copy/a/new")).hasContent("uploaded");
        assertThat(folder.resolve("copy/a/gone")).doesNotExist();
    }
}
