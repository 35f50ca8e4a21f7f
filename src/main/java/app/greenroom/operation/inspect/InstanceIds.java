package app.greenroom.operation.inspect;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lasting ids for instances. An instance that was seen before is known again by its web unit and its data directory, or
 * by one of the two where the other changed or cannot be seen; a new one is named after its units.
 *
 * @param instances as found, each with its lasting id
 * @param known what is to be remembered: every instance found now or before
 */
record InstanceIds(List<InstanceFacts> instances, List<KnownInstance> known) {
    /** Gives ids to what one look found. */
    static InstanceIds assign(List<InstanceFacts> found, List<KnownInstance> known) {
        List<KnownInstance> left = new ArrayList<>(known);
        List<Optional<KnownInstance>> matches = new ArrayList<>();
        for (InstanceFacts facts : found) {
            Optional<KnownInstance> match = match(facts, left);
            match.ifPresent(left::remove);
            matches.add(match);
        }
        Set<String> taken = new HashSet<>();
        known.forEach(each -> taken.add(each.id()));
        List<InstanceFacts> named = new ArrayList<>();
        List<KnownInstance> remembered = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            InstanceFacts facts = found.get(i);
            String id = matches.get(i).map(KnownInstance::id).orElseGet(() -> unused(facts.id(), taken));
            taken.add(id);
            named.add(facts.withId(id));
            String before = matches.get(i).map(KnownInstance::dataDirectory).orElse("");
            String directory = dataDirectory(facts).orElse(before);
            remembered.add(new KnownInstance(id, facts.installation().webUnit(), directory));
        }
        remembered.addAll(left);
        return new InstanceIds(List.copyOf(named), List.copyOf(remembered));
    }

    private static Optional<KnownInstance> match(InstanceFacts facts, List<KnownInstance> known) {
        String unit = facts.installation().webUnit();
        Optional<String> directory = dataDirectory(facts);
        return known.stream()
                .filter(each -> each.webUnit().equals(unit) && directory.equals(Optional.of(each.dataDirectory())))
                .findFirst()
                .or(() -> known.stream()
                        .filter(each -> directory.equals(Optional.of(each.dataDirectory()))
                                && !each.dataDirectory().isEmpty())
                        .findFirst())
                .or(() -> known.stream()
                        .filter(each -> !unit.isEmpty() && each.webUnit().equals(unit))
                        .findFirst());
    }

    private static Optional<String> dataDirectory(InstanceFacts facts) {
        return facts.settings().value().map(PretalxSettings::dataDirectory);
    }

    private static String unused(String suggestion, Set<String> taken) {
        String base = suggestion
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        base = base.substring(0, Math.min(base.length(), 50));
        if (!ServerProfile.isName(base)) {
            base = "pretalx";
        }
        String id = base;
        for (int number = 2; taken.contains(id); number++) {
            id = base + "-" + number;
        }
        return id;
    }
}
