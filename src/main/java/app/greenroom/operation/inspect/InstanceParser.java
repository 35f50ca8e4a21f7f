package app.greenroom.operation.inspect;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.InstanceFacts.HealthAnswer;
import app.greenroom.domain.instance.InstanceFacts.PythonPackage;
import app.greenroom.domain.instance.InstanceFacts.PythonRuntime;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.InstanceFacts.Service;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the part of an answer that is about one instance into facts. */
final class InstanceParser {
    /** The facts; the id is what the units suggest. */
    InstanceFacts parse(Answer answer) throws OperationFailedException {
        Answer where = answer.at("installation");
        Installation installation = installation(where);
        return new InstanceFacts(
                where.text("stem"),
                installation,
                answer.fact("settings", InstanceParser::settings),
                answer.fact("runtime", InstanceParser::runtime),
                version(answer, "installed"),
                version(answer, "running"),
                answer.fact("available", InstanceParser::releases),
                answer.fact("services", list -> list.list(InstanceParser::service)),
                answer.fact("healthcheck", InstanceParser::health),
                answer.fact("migrations", list -> list.list(Answer::text)),
                answer.fact("database", InstanceParser::database),
                answer.fact("redis", Answer::flag),
                answer.fact("disks", list -> list.list(InstanceParser::disk)),
                answer.fact("packages", InstanceParser::packages),
                answer.fact("packages", InstanceParser::plugins),
                answer.fact("counts", InstanceParser::counts),
                UpgradeFactsParser.parse(answer),
                answer.fact("schedule", ScheduleParser::parse),
                loopback(installation.bind()));
    }

    private static Installation installation(Answer answer) throws OperationFailedException {
        return new Installation(
                answer.constant(Installation.Layout.class, "layout"),
                answer.text("user"),
                answer.text("group"),
                answer.text("home"),
                answer.text("python"),
                answer.textIfAny("venv"),
                answer.text("workingDirectory"),
                answer.map("environment"),
                answer.text("webUnit"),
                answer.text("workerUnit"),
                answer.text("bind"),
                answer.texts("webCommand"),
                answer.texts("workerCommand"),
                answer.texts("cronLines"),
                answer.texts("otherSchedules"));
    }

    private static PretalxSettings settings(Answer answer) throws OperationFailedException {
        Answer database = answer.at("database");
        return new PretalxSettings(
                answer.text("siteUrl"),
                answer.flag("debug"),
                answer.text("dataDirectory"),
                answer.text("mediaRoot"),
                answer.text("staticRoot"),
                answer.text("logDirectory"),
                answer.texts("configFiles"),
                answer.textIfAny("secretFile"),
                new PretalxSettings.Database(
                        database.constant(PretalxSettings.Kind.class, "kind"),
                        database.text("name"),
                        database.text("host"),
                        database.text("port"),
                        database.text("user"),
                        database.flag("passwordSet")),
                answer.flag("redis"),
                answer.flag("celery"));
    }

    private static PythonRuntime runtime(Answer answer) throws OperationFailedException {
        return new PythonRuntime(
                answer.text("version"),
                answer.text("base"),
                answer.text("pip"),
                answer.text("packageDirectory"),
                answer.flag("overrideSettings"));
    }

    private static Fact<PretalxVersion> version(Answer answer, String name) throws OperationFailedException {
        Fact<String> text = answer.fact(name, Answer::text);
        if (!text.isKnown()) {
            return Fact.unknown(text.unknownBecause(), answer.readAt());
        }
        Optional<PretalxVersion> version = text.value().flatMap(PretalxVersion::parse);
        return version.map(found -> Fact.known(found, answer.readAt()))
                .orElseGet(() -> Fact.unknown("not a version: " + text.value().orElse(""), answer.readAt()));
    }

    private static List<PretalxVersion> releases(Answer answer) throws OperationFailedException {
        return answer.list(Answer::text).stream()
                .flatMap(text -> PretalxVersion.parse(text).stream())
                .sorted()
                .toList();
    }

    private static Service service(Answer answer) throws OperationFailedException {
        return new Service(
                answer.text("unit"),
                answer.constant(Role.class, "role"),
                answer.text("active"),
                answer.text("sub"),
                answer.flag("enabled"),
                answer.smallNumber("restarts"),
                answer.numberIfAny("since"));
    }

    private static HealthAnswer health(Answer answer) throws OperationFailedException {
        return new HealthAnswer(answer.smallNumber("status"), answer.number("milliseconds"));
    }

    private static DatabaseState database(Answer answer) throws OperationFailedException {
        if (!answer.flag("answers")) {
            return DatabaseState.silent();
        }
        return new DatabaseState(
                answer.text("version"),
                answer.number("bytes"),
                answer.smallNumber("users"),
                answer.flag("mayCopy"),
                answer.flag("mayCreate"));
    }

    private static DiskSpace disk(Answer answer) throws OperationFailedException {
        return new DiskSpace(
                answer.text("path"),
                answer.text("purpose"),
                answer.number("totalBytes"),
                answer.number("freeBytes"),
                answer.number("usedBytes"),
                answer.number("freeInodes"));
    }

    private static List<PythonPackage> packages(Answer answer) throws OperationFailedException {
        return answer.at("packages").list(InstanceParser::distribution);
    }

    private static List<PythonPackage> plugins(Answer answer) throws OperationFailedException {
        Set<String> names = Set.copyOf(answer.texts("plugins"));
        return packages(answer).stream()
                .filter(each -> names.contains(each.name()))
                .toList();
    }

    private static PythonPackage distribution(Answer answer) throws OperationFailedException {
        return new PythonPackage(answer.text("name"), answer.text("version"), answer.text("origin"));
    }

    private static Counts counts(Answer answer) throws OperationFailedException {
        return new Counts(answer.number("events"), answer.number("proposals"), answer.number("users"));
    }

    private static String loopback(String bind) {
        if (bind.isEmpty() || bind.startsWith("unix:")) {
            return bind;
        }
        String port = bind.substring(bind.lastIndexOf(':') + 1);
        String host = bind.substring(0, Math.max(0, bind.lastIndexOf(':')));
        return switch (host) {
            case "", "0.0.0.0", "127.0.0.1", "localhost" -> "http://127.0.0.1:" + port;
            case "[::]" -> "http://[::1]:" + port;
            default -> "http://" + host + ":" + port;
        };
    }
}
