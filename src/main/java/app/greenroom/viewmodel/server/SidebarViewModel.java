package app.greenroom.viewmodel.server;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.TargetName;
import app.greenroom.viewmodel.Workbench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

/** All saved servers with the instances under them; the practice server apart. */
public final class SidebarViewModel {
    private final Workbench bench;
    private final Map<String, ServerWatch> watches = new LinkedHashMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final ObservableList<SidebarEntry> servers = FXCollections.observableArrayList();
    private final ObservableList<SidebarEntry> practice = FXCollections.observableArrayList();

    /** A list that is empty until it is given profiles. */
    public SidebarViewModel(Workbench bench) {
        this.bench = bench;
    }

    /** Shows these servers, keeping what is known about those that were there before. */
    public void show(List<ServerProfile> profiles) {
        List<String> names = profiles.stream().map(ServerProfile::name).toList();
        watches.keySet().removeIf(name -> !names.contains(name));
        subscriptions.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                entry.getValue().unsubscribe();
            }
            return gone;
        });
        for (ServerProfile profile : profiles) {
            ServerWatch watch = watches.computeIfAbsent(profile.name(), name -> new ServerWatch(profile, bench));
            watch.profileProperty().set(profile);
            subscriptions.computeIfAbsent(
                    profile.name(), name -> watch.reportProperty().subscribe((before, after) -> rebuild()));
        }
        rebuild();
    }

    private void rebuild() {
        List<SidebarEntry> own = new ArrayList<>();
        List<SidebarEntry> trial = new ArrayList<>();
        for (ServerWatch watch : watches.values()) {
            List<SidebarEntry> list = watch.profileProperty().get().practice() ? trial : own;
            list.addAll(entries(watch));
        }
        update(servers, own);
        update(practice, trial);
    }

    /** Keeps the entries, and with them the focus, where nothing but their state changed. */
    private static void update(ObservableList<SidebarEntry> shown, List<SidebarEntry> wanted) {
        if (!targets(shown).equals(targets(wanted))) {
            shown.setAll(wanted);
        }
    }

    private static List<String> targets(List<SidebarEntry> entries) {
        return entries.stream()
                .map(each -> each.isChild() + " " + each.target())
                .toList();
    }

    private List<SidebarEntry> entries(ServerWatch watch) {
        List<String> ids = instanceIds(watch);
        SidebarEntry server =
                new SidebarEntry(new TargetName(watch.name(), Optional.empty()), watch, bench.words(), false);
        if (ids.size() < 2) {
            return List.of(server);
        }
        return Stream.concat(
                        Stream.of(server),
                        ids.stream()
                                .map(id -> new SidebarEntry(
                                        new TargetName(watch.name(), Optional.of(id)), watch, bench.words(), true)))
                .toList();
    }

    private static List<String> instanceIds(ServerWatch watch) {
        return watch.reportProperty()
                .get()
                .map(report -> report.instances().stream()
                        .map(each -> each.facts().id())
                        .toList())
                .orElseGet(() -> watch.profileProperty().get().instances().stream()
                        .map(KnownInstance::id)
                        .toList());
    }

    /** What is known about a saved server. */
    public Optional<ServerWatch> watch(String server) {
        return Optional.ofNullable(watches.get(server));
    }

    /** Looks at every server but the practice one, as far as that works without asking. */
    public void glanceAtAll() {
        watches.values().stream()
                .filter(watch -> !watch.profileProperty().get().practice())
                .forEach(ServerWatch::glance);
    }

    /** The user's servers, each followed by its instances if it has several. */
    public ObservableList<SidebarEntry> servers() {
        return servers;
    }

    /** The practice server, if it was ever started. */
    public ObservableList<SidebarEntry> practice() {
        return practice;
    }
}
