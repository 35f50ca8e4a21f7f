package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.operation.window.LaidOutProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new environment is asked for everything that the old one has and pretalx does not bring by itself. */
class RequirementsTest {
    private static final String BEGIN = """
        import requirements
        def package(name, *requires, direct=None):
            return {"name": name, "requires": list(requires), "direct": direct}
        pretalx = package("pretalx", "Django~=5.2", "celery~=5.5", "psycopg2-binary; extra == 'postgres'",
                          'redis~=5.0; extra == "redis"', "pytest; extra == 'dev'", "faker; extra == 'dev'")
        base = [pretalx, package("Django", "asgiref>=3", "argon2-cffi; extra == 'argon2'"), package("asgiref"),
                package("celery", "kombu"), package("kombu")]
        """;

    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws IOException {
        program = LaidOutProgram.in(folder);
    }

    @Test
    void whatPretalxBringsIsNotAskedFor() throws Exception {
        assertThat(needed("base, []")).isEqualTo("([], [])");
    }

    @Test
    void pluginsAndServersComeAlongUnderTheirNormalNamesWithoutWhatTheyBring() throws Exception {
        assertThat(needed("base + [package('pretalx_pages', 'bleach'), package('bleach'), package('gunicorn')], []"))
                .isEqualTo("([], ['gunicorn', 'pretalx-pages'])");
    }

    @Test
    void extrasAreKeptWhereAllTheirPackagesAreThere() throws Exception {
        assertThat(needed("base + [package('redis'), package('psycopg2-binary'), package('Faker')], []"))
                .isEqualTo("(['postgres', 'redis'], ['faker'])");
    }

    @Test
    void theExtraOfTheDatabaseIsAskedForInAnyCase() throws Exception {
        assertThat(needed("base, ['postgres']")).isEqualTo("(['postgres'], [])");
    }

    @Test
    void packagesThatNeedEachOtherAreNotLost() throws Exception {
        assertThat(needed("base + [package('one', 'two'), package('two', 'one')], []"))
                .isEqualTo("([], ['one'])");
    }

    @Test
    void aPluginThatIsLeftBehindGoesWithWhatItAloneBrought() throws Exception {
        assertThat(needed("base + [package('pretalx_pages', 'bleach'), package('bleach'), package('gunicorn')], [],"
                        + " ['pretalx-pages']"))
                .isEqualTo("([], ['gunicorn'])");
    }

    @Test
    void aPluginThatAnotherOneNeedsCannotBeLeftBehind() throws Exception {
        assertThat(program.run(BEGIN + """
            try:
                requirements.needed(base + [package('one', 'two'), package('two')], [], ['two'])
            except requirements.Failed as error:
                print(error)
            """)).isEqualTo("cannot be left behind, because another package needs it: two");
    }

    @Test
    void aStrayThatNoIndexOffersIsLeft() throws Exception {
        assertThat(needed("base + [package('pkg_resources')], []")).isEqualTo("([], [])");
    }

    @Test
    void aPackageOfAVersionControlIsAskedForAtItsCommit() throws Exception {
        assertThat(needed("base + [package('odd', direct={'url': 'https://git.example.org/odd',"
                        + " 'vcs_info': {'vcs': 'git', 'commit_id': 'abc'}})], []"))
                .isEqualTo("([], ['odd @ git+https://git.example.org/odd@abc'])");
    }

    @Test
    void aPackageOfAFolderCannotBeRepeated() throws Exception {
        String said = program.run(BEGIN + """
            try:
                requirements.needed(base + [package('mine', direct={'url': 'file:///src', 'dir_info': {}})], [])
            except requirements.Failed as error:
                print(error)
            """);
        assertThat(said).isEqualTo("mine was installed from file:///src, which cannot be repeated elsewhere");
    }

    @Test
    void oldReleasesGetSetuptoolsThatTheyCanUse() throws Exception {
        assertThat(program.run("import requirements; print("
                        + "requirements.for_hop('2025.1.0', (2025, 1), ['postgres'], ['gunicorn', 'setuptools']),"
                        + "requirements.for_hop('2025.2.2', (2025, 2), [], ['setuptools']))"))
                .isEqualTo("['pretalx[postgres]==2025.1.0', 'gunicorn', 'setuptools<81'] "
                        + "['pretalx==2025.2.2', 'setuptools']");
    }

    private String needed(String arguments) throws IOException, InterruptedException {
        return program.run(BEGIN + "print(requirements.needed(" + arguments + "))");
    }
}
