package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.upgrade.BrokenPlugin;
import app.greenroom.operation.window.LaidOutProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that breaks a version is named from what that version said, and nobody else is. */
class CulpritsTest {
    @TempDir
    private Path folder;

    private LaidOutProgram program;
    private Path packages;

    @BeforeEach
    void layOut() throws Exception {
        program = LaidOutProgram.in(folder);
        packages = Files.createDirectories(folder.resolve("venvs/2025.2.2/lib/python3.13/site-packages"));
        install("pretalx_pages", "1.6.1", "[pretalx.plugin]\npretalx_pages = pretalx_pages:PretalxPluginMeta\n");
        install("django_csp", "4.0", "");
    }

    private void install(String name, String version, String entryPoints) throws IOException {
        Path metadata = Files.createDirectories(packages.resolve(name + "-" + version + ".dist-info"));
        Files.writeString(
                metadata.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        Files.writeString(metadata.resolve("entry_points.txt"), entryPoints);
    }

    @Test
    void theLastPluginOfTheTracebackIsNamedAlsoWhereALibraryComplains() throws Exception {
        String said = told("""
            $ %1$s/venvs/2025.2.2/bin/python -m pretalx check
            Traceback (most recent call last):
              File "%1$s/venvs/2025.2.2/lib/python3.13/site-packages/pretalx/urls.py", line 9, in <module>
                include(plugin)
              File "%1$s/venvs/2025.2.2/lib/python3.13/site-packages/pretalx_pages/views.py", line 3, in <module>
                @csp_update(IMG_SRC="https:")
              File "%1$s/venvs/2025.2.2/lib/python3.13/site-packages/csp/decorators.py", line 40, in csp_update
                raise RuntimeError(ERROR)
            RuntimeError: Incompatible `csp_update` decorator arguments. This decorator now takes a single dict.
            python ended with status 1
            """.formatted(folder));
        assertThat(BrokenPlugin.in(said))
                .contains(new BrokenPlugin(
                        "pretalx-pages",
                        "1.6.1",
                        "2025.2.2",
                        "RuntimeError: Incompatible `csp_update` decorator arguments. This decorator now takes a single"
                                + " dict."));
    }

    @Test
    void aFailureOfPretalxItselfNamesNobody() throws Exception {
        assertThat(told("""
            Traceback (most recent call last):
              File "%s/venvs/2025.2.2/lib/python3.13/site-packages/pretalx/urls.py", line 9, in <module>
            django.db.utils.OperationalError: no connection
            """.formatted(folder))).isEmpty();
        assertThat(told("No space left on device\n")).isEmpty();
    }

    @Test
    void aMigrationOfAPluginThatFailsNamesIt() throws Exception {
        assertThat(told("""
              Applying submission.0092_delete... OK
              Applying pretalx_pages.0005_link...
            Traceback (most recent call last):
              File "%s/venvs/2025.2.2/lib/python3.13/site-packages/django/db/utils.py", line 1, in execute
            django.db.utils.ProgrammingError: column "x" already exists
            """.formatted(folder)))
                .isEqualTo("The plugin pretalx-pages 1.6.1 does not work with pretalx 2026.2.1: "
                        + "django.db.utils.ProgrammingError: column \"x\" already exists");
    }

    @Test
    void aCheckThatAPluginFailsNamesIt() throws Exception {
        assertThat(told("ERRORS:\npretalx_pages.Page.event: (fields.E300) Field defines a relation.\n"))
                .isEqualTo("The plugin pretalx-pages 1.6.1 does not work with pretalx 2026.2.1: "
                        + "Field defines a relation.");
    }

    @Test
    void otherLinesNameNobody() {
        assertThat(BrokenPlugin.in("Collecting pretalx-pages")).isEmpty();
        assertThat(BrokenPlugin.in("The plugin a b does not work")).isEmpty();
    }

    /** What is told at the end of a step that said something. */
    private String told(String said) throws IOException, InterruptedException {
        Path step = Files.createDirectories(folder.resolve("step"));
        Files.writeString(step.resolve("out"), said);
        return program.run("""
            import os, surroundings, culprits
            os.environ["GREENROOM_STEP"] = os.path.abspath("step")
            upgrade = surroundings.Change()
            upgrade.notes.put(environments={"2025.2.2": os.path.abspath("venvs/2025.2.2")})
            culprits.tell(upgrade, "2026.2.1")
            """);
    }
}
