package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.WindowFault.Moment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong at whichever step of the window of a real upgrade, and at taking it back: the site ends healthy on
 * the new version, or on the old one with its data, and nothing is lost. Every fault meets two parts of the window, at steps
 * and moments drawn from a printed seed ({@code -Dlab.seed}); every step and faults with {@code -Dlab.sweep=true}, or named ones
 * ({@code -Dlab.places=COPY,GATE -Dlab.faults=KILLED -Dlab.when=AMID}). What came of each stands in the figures of the lab.
 */
@Tag("long")
class WindowSweepIT {
    @TempDir
    static Path library;

    private static SweptServer server;
    private static int number;

    record Case(WindowPlace place, WindowFault fault, Moment moment, double seconds) {
        @Override
        public String toString() {
            return "%s, %s %s".formatted(place, fault, moment);
        }
    }

    static List<Case> cases() {
        long seed = Long.getLong("lab.seed", System.nanoTime());
        Random random = new Random(seed);
        List<WindowPlace> places = named("lab.places", WindowPlace.values());
        List<WindowFault> faults = named("lab.faults", WindowFault.values());
        boolean all = Boolean.getBoolean("lab.sweep")
                || places.size() < WindowPlace.values().length
                || faults.size() < WindowFault.values().length;
        List<Case> cases = all
                ? faults.stream()
                        .flatMap(fault -> places.stream().map(place -> drawn(place, fault, random)))
                        .collect(Collectors.toCollection(ArrayList::new))
                : some(places, faults, random);
        Collections.shuffle(cases, random);
        System.out.printf("WindowSweepIT draws %d cases, -Dlab.seed=%d%n", cases.size(), seed);
        return cases;
    }

    /** Every fault in two parts of the window, every part by as many faults, every place at least once. */
    private static List<Case> some(List<WindowPlace> places, List<WindowFault> faults, Random random) {
        List<Queue<WindowPlace>> parts = new ArrayList<>();
        for (WindowPlace.Part part : WindowPlace.Part.values()) {
            List<WindowPlace> there = new ArrayList<>(
                    places.stream().filter(each -> each.part() == part).toList());
            Collections.shuffle(there, random);
            parts.add(new ArrayDeque<>(there));
        }
        List<WindowFault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, random);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i++) {
            for (int j = i; j < i + 2; j++) {
                Queue<WindowPlace> next = parts.get(j % parts.size());
                WindowPlace place = next.remove();
                next.add(place);
                cases.add(drawn(place, shuffled.get(i), random));
            }
        }
        return cases;
    }

    private static Case drawn(WindowPlace place, WindowFault fault, Random random) {
        List<Moment> moments = named("lab.when", Moment.values());
        Moment moment = moments.get(random.nextInt(moments.size()));
        // an opening that has opened never says that it failed
        boolean honest = place != WindowPlace.OPEN || fault != WindowFault.FAILS;
        return new Case(place, fault, honest ? moment : Moment.BEFORE, 0.1 + random.nextDouble());
    }

    private static <E extends Enum<E>> List<E> named(String property, E[] values) {
        String wanted = System.getProperty(property, "");
        return Stream.of(values)
                .filter(each ->
                        wanted.isEmpty() || List.of(wanted.split(",", -1)).contains(each.name()))
                .toList();
    }

    @BeforeAll
    static void boot() throws Exception {
        server = new SweptServer(library);
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSiteEndsHealthyWithItsData(Case one) throws Exception {
        server.renew();
        SweptJob job = new SweptJob(server, one, "sweep-" + ++number);
        SweptJob.Outcome outcome = job.run();
        Figures.write(outcome.line(one));
        assertThat(outcome.byItself()).as(job.told()).isIn(one.place().ends(one.fault()));
        server.assertSound(job.plan(), outcome.end(), job.numbersTold());
    }
}
