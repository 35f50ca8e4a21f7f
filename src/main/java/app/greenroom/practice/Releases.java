package app.greenroom.practice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packages that the practice server's index offers, with upload times as the real ones have them. */
final class Releases {
    /** What is installed at first: two feature releases behind. */
    static final String INSTALLED = "2025.2.2";

    private static final String LABEL = "+practice";

    /** Releases of pretalx: version, day, and the library that pip would bring along. */
    private static final List<Release> PRETALX = List.of(
            new Release("2025.1.0", "2025-05-28", "5.1.9"),
            new Release("2025.2.2", "2025-12-05", "5.2.13"),
            new Release("2026.1.2", "2026-04-30", "6.0.7"),
            new Release("2026.2.1", "2026-07-08", "6.0.10"));

    private final Resources resources = new Resources();

    /** Whether the site as it is at first has it. */
    static boolean atFirst(Wheel wheel) {
        return switch (wheel.project()) {
            case "pretalx" -> wheel.version().equals(INSTALLED);
            case "django" -> wheel.version().equals("5.2.13" + LABEL);
            case "pretalx-pages-practice" -> wheel.version().equals("1.8.0");
            default -> true;
        };
    }

    /** All of them. */
    List<Wheel> wheels() {
        List<Wheel> wheels = new ArrayList<>();
        for (Release release : PRETALX) {
            Instant uploaded = release.uploaded();
            wheels.add(Wheel.of(
                    "django", release.library() + LABEL, uploaded, List.of(), "", resources.below("packages/django")));
            wheels.add(Wheel.of(
                    "pretalx",
                    release.version(),
                    uploaded,
                    List.of("django==" + release.library(), "redis", "celery"),
                    "",
                    pretalx(release.version())));
        }
        wheels.add(pages("1.8.0", "2025-12-01"));
        wheels.add(pages("1.9.0", "2026-04-18"));
        wheels.add(pages("1.10.0", "2026-07-09"));
        wheels.add(program("gunicorn", "23.0.0", "gunicorn.app:main"));
        wheels.add(program("celery", "5.5.3", "celery.__main__:main"));
        wheels.add(Wheel.of(
                "redis", "6.4.0" + LABEL, day("2025-05-01"), List.of(), "", resources.below("packages/redis")));
        return wheels;
    }

    private Map<String, String> pretalx(String version) {
        Map<String, String> files = new TreeMap<>(resources.below("packages/pretalx"));
        files.put(
                "pretalx/__init__.py",
                "\"\"\"A stand-in for practice, made by Greenroom. Not pretalx.\"\"\"\n__version__ = \"" + version
                        + "\"\n");
        for (Release release : PRETALX) {
            if (release.version().compareTo(version) <= 0) {
                files.putAll(resources.below("packages/migrations/" + release.feature()));
            }
        }
        return withPackages(files);
    }

    private Wheel pages(String version, String day) {
        Map<String, String> files = new TreeMap<>(resources.below("packages/pages"));
        if (version.equals("1.10.0")) {
            files.putAll(resources.below("packages/migrations/pages-1.10"));
        }
        return Wheel.of(
                "pretalx-pages-practice",
                version,
                day(day),
                List.of(),
                "[pretalx.plugin]\npages = pretalx_pages_practice:PretalxPluginMeta\n",
                withPackages(files));
    }

    private Wheel program(String name, String version, String main) {
        return Wheel.of(
                name,
                version + LABEL,
                day("2025-05-01"),
                List.of(),
                "[console_scripts]\n" + name + " = " + main + "\n",
                resources.below("packages/" + name));
    }

    /** Python finds migrations only in a folder that says that it is a package. */
    private static Map<String, String> withPackages(Map<String, String> files) {
        Map<String, String> all = new TreeMap<>(files);
        for (String path : files.keySet()) {
            int at = path.indexOf("/migrations/");
            if (at >= 0) {
                all.putIfAbsent(path.substring(0, at) + "/migrations/__init__.py", "");
            }
        }
        return all;
    }

    private static Instant day(String text) {
        return Instant.parse(text + "T12:00:00Z");
    }

    private record Release(String version, String day, String library) {
        Instant uploaded() {
            return day(day);
        }

        String feature() {
            return version.substring(0, version.lastIndexOf('.'));
        }

        private static Instant day(String text) {
            return Releases.day(text);
        }
    }
}
