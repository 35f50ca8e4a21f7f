package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.restore.RestorePart;
import app.greenroom.operation.window.LaidOutProgram;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uploaded files on a file system of their own change places within it, whole or not at all, wherever the power is cut:
 * before every rename and before every note, on the way there and on the way back.
 */
class MountedMediaTest {
    /** A folder that is taken for a file system, with what was uploaded, and what is to come laid ready in it. */
    private static final String SITE = """
        import os, shutil, sys
        import mounted, surroundings, uploads
        HERE = os.path.realpath(".")
        MEDIA = HERE + "/media"
        mounted.mounts = lambda: {MEDIA}
        sys.stdout = open(os.devnull, "w")

        def write(path, text):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)

        def lay_out():
            shutil.rmtree(MEDIA, ignore_errors=True)
            if os.path.exists(surroundings.NOTES):
                os.unlink(surroundings.NOTES)
            write(MEDIA + "/a/logo.png", "present")
            write(MEDIA + "/only-now", "present")
            os.mkdir(MEDIA + "/lost+found")
            change = surroundings.Change()
            swap = mounted.planned(MEDIA, change.stamp)
            write(swap["coming"] + "/a/logo.png", "restored")
            write(swap["coming"] + "/only-then", "restored")
            swap["new"] = surroundings.identity(swap["coming"])
            change.notes.put(mediaSwap=swap)

        def forwards():
            uploads.put(surroundings.Change())

        def backwards(keep=False):
            uploads.put_back(surroundings.Change(), keep)

        def cut_after(left, work):
            \"""Whether the work was cut before one of its renames or notes, by a process that ends there at once.\"""
            child = os.fork()
            if child == 0:
                left = [left]
                for name in ("rename", "replace"):
                    really = getattr(os, name)
                    def cut(source, target, really=really):
                        if not left[0]:
                            os._exit(9)
                        left[0] -= 1
                        really(source, target)
                    setattr(os, name, cut)
                work()
                os._exit(0)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

        def state(folder=MEDIA):
            found = []
            for place, folders, files in os.walk(folder):
                folders[:] = [each for each in folders if not each.startswith(".greenroom-")]
                for name in files:
                    with open(place + "/" + name) as file:
                        found.append((os.path.relpath(place + "/" + name, folder), file.read()))
            return sorted(found)

        PRESENT = [("a/logo.png", "present"), ("only-now", "present")]
        RESTORED = [("a/logo.png", "restored"), ("only-then", "restored")]

        def require(found, wanted, where):
            if found != wanted:
                raise SystemExit("%s: %s instead of %s" % (where, found, wanted))
        """;

    private static final String END = "\nsys.stdout = sys.__stdout__\nprint(cuts)\n";

    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws Exception {
        program = LaidOutProgram.of(
                folder,
                RestoreSteps.of(RestoreStepsTest.inputs(Set.of(RestorePart.MEDIA)))
                        .files());
    }

    @Test
    void whereverTheWayThereIsCutItIsTakenBackOrGoneToItsEnd() throws Exception {
        int cuts = run("""
            cuts = 0
            while True:
                lay_out()
                if not cut_after(cuts, forwards):
                    break
                backwards()
                require(state(), PRESENT, "taken back after %d" % cuts)
                backwards()
                require(state(), PRESENT, "taken back twice after %d" % cuts)
                lay_out()
                cut_after(cuts, forwards)
                forwards()
                require(state(), RESTORED, "gone to its end after %d" % cuts)
                cuts += 1
            require(state(), RESTORED, "put")
            before = surroundings.Change().notes.get("mediaSwap")["before"]
            require(state(before), PRESENT, "kept")
            require(os.stat(before).st_mode & 0o777, 0o700, "nobody else enters")
            require(os.path.isdir(MEDIA + "/lost+found"), True, "the file system's own")
            """);
        assertThat(cuts).as("renames and notes on the way there").isEqualTo(5);
    }

    @Test
    void whereverTheWayBackIsCutItCanBeRepeatedAndWhatVisitorsChangedIsKept() throws Exception {
        int cuts = run("""
            cuts = 0
            while True:
                lay_out()
                forwards()
                write(MEDIA + "/by-a-visitor", "restored")
                cut = cut_after(cuts, lambda: backwards(True))
                if cut:
                    backwards(True)
                require(state(), PRESENT, "cut before %d" % cuts)
                failed = surroundings.Change().notes.get("mediaSwap")["failed"]
                require(state(failed), sorted(RESTORED + [("by-a-visitor", "restored")]), "kept after %d" % cuts)
                if not cut:
                    break
                cuts += 1
            """);
        assertThat(cuts).as("renames and notes on the way back").isEqualTo(6);
    }

    @Test
    void nothingIsTouchedWhileTheFileSystemIsNotThere() throws Exception {
        run("""
            cuts = 0
            lay_out()
            forwards()
            mounted.mounts = set
            for work in (forwards, backwards, lambda: uploads.remove_built(surroundings.Change())):
                try:
                    work()
                except surroundings.Failed as error:
                    require(str(error), MEDIA + " is not mounted", "said")
                    cuts += 1
            require(cuts, 3, "refused")
            require(state(), RESTORED, "as it was")
            """);
    }

    private int run(String scenario) throws Exception {
        return Integer.parseInt(program.run(SITE + scenario + END));
    }
}
