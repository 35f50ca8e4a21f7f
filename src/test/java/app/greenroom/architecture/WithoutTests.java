package app.greenroom.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.net.URL;

/** The program without its tests, whatever the folders are called that a build puts them into. */
public final class WithoutTests implements ImportOption {
    private static final String TESTS = folderOf(WithoutTests.class);

    @Override
    public boolean includes(Location location) {
        return !location.contains(TESTS);
    }

    /** Where the classes lie that were compiled together with a class. */
    private static String folderOf(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URL found = type.getResource("/" + file);
        if (found == null) {
            throw new IllegalStateException("no file of " + type);
        }
        return found.getPath().substring(0, found.getPath().length() - file.length());
    }
}
