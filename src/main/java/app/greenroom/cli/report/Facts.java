package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.InstanceFacts.PythonPackage;
import app.greenroom.domain.instance.InstanceFacts.Service;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts as JSON: the value with the time it was read, or that it is unknown and why. */
final class Facts {
    private Facts() {}

    /** A fact; {@code value} is left out where it is unknown, {@code unknownBecause} where it is known. */
    public static <T> Map<String, @Nullable Object> json(
            Fact<T> fact, Function<? super T, ? extends @Nullable Object> value) {
        return fact.value()
                .map(known ->
                        Document.of("value", value.apply(known), "at", fact.at().toString()))
                .orElseGet(() -> Document.of(
                        "unknownBecause", fact.unknownBecause(), "at", fact.at().toString()));
    }

    public static List<Object> disks(List<DiskSpace> disks) {
        return Document.list(
                disks,
                each -> Document.of(
                        "path", each.path(),
                        "purpose", each.purpose(),
                        "totalBytes", each.totalBytes(),
                        "freeBytes", each.freeBytes()));
    }

    public static List<Object> services(List<Service> services) {
        return Document.list(
                services,
                each -> Document.of(
                        "unit", each.unit(),
                        "role", each.role().name(),
                        "active", each.active(),
                        "sub", each.sub(),
                        "enabled", each.enabled(),
                        "restarts", each.restarts()));
    }

    public static List<Object> packages(List<PythonPackage> packages) {
        return Document.list(packages, each -> Document.of("name", each.name(), "version", each.version()));
    }
}
