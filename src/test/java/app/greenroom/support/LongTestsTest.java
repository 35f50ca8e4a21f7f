package app.greenroom.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What takes long is left out where the build says so, and named once. */
class LongTestsTest {
    @TempDir
    Path folder;

    @Test
    void runsEverythingUnlessTheBuildSaysOtherwise() {
        assertThat(discovered(false)).containsExactly("quick", "slow", "whole");
        assertThat(folder.resolve("not-run.txt")).doesNotExist();
    }

    @Test
    void leavesOutAndNamesWhatTakesLong() throws Exception {
        assertThat(discovered(true)).containsExactly("quick");
        discovered(true);
        assertThat(Files.readString(folder.resolve("not-run.txt"))).isEqualTo("""
            Mixed.slow: not run, it takes long (-Plab,lab-sweep runs it)
            Whole: not run, it takes long (-Plab,lab-sweep runs it)
            """);
    }

    private List<String> discovered(boolean leftOut) {
        PostDiscoveryFilter filter = new LongTests(leftOut, folder.resolve("not-run.txt"));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Mixed.class), selectClass(Whole.class))
                .filters(filter)
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        var plan = LauncherFactory.create(alone).discover(request);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .map(each -> each.getDisplayName().replace("()", ""))
                .sorted()
                .toList();
    }

    /** One of each. */
    static class Mixed {
        @Test
        void quick() {}

        @Test
        @Tag("long")
        void slow() {}
    }

    /** As a whole. */
    @Tag("long")
    static class Whole {
        @Test
        void whole() {}
    }
}
