package app.greenroom.support;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out tests with {@link Tag @Tag("long")} where the build says {@code -Dlab.long=false}, as the profile {@code lab}
 * does without {@code lab-sweep}; the build says in its last lines which. JUnit finds this class by its service file.
 */
public final class LongTests implements PostDiscoveryFilter {
    private static final TestTag LONG = TestTag.create("long");

    private final boolean leftOut;
    private final Path notes;

    /** As the build wants it. */
    public LongTests() {
        this("false".equals(System.getProperty("lab.long")), Path.of("target", "not-run.txt"));
    }

    LongTests(boolean leftOut, Path notes) {
        this.leftOut = leftOut;
        this.notes = notes;
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        if (!leftOut || !isLong(test)) {
            return FilterResult.included("not too long");
        }
        if (test.getParent().filter(LongTests::isLong).isEmpty()) {
            test.getSource().ifPresent(this::note);
        }
        return FilterResult.excluded("takes long");
    }

    private static boolean isLong(TestDescriptor test) {
        return test.getTags().contains(LONG);
    }

    private void note(TestSource source) {
        switch (source) {
            case ClassSource whole -> note(whole.getJavaClass().getSimpleName());
            case MethodSource one -> note(one.getJavaClass().getSimpleName() + "." + one.getMethodName());
            default -> note(source.toString());
        }
    }

    private void note(String name) {
        NotRun.note(notes, name, "it takes long (-Plab,lab-sweep runs it)");
    }
}
