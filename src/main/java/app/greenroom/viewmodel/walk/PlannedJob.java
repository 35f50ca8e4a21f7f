package app.greenroom.viewmodel.walk;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import java.util.List;

/** A job as it is shown before anything is done, in words. */
public interface PlannedJob {
    /** What it is. */
    String headline();

    /** Whether it can be started, in a sentence. */
    String sentence();

    /** The tone of the sentence. */
    Tone tone();

    /** The button that starts it. */
    String startLabel();

    /** The few figures that matter. */
    List<Figure> figures();

    /** What was found before, gravest first. */
    List<Note> notes();

    /** What there is to read before; none by default. */
    default List<Reading> readings() {
        return List.of();
    }

    /** The steps of a part, with what this computer does before them. */
    List<PlannedStep> steps(Phase phase);

    /** How we go back. */
    String back();

    /** Whether a blocker forbids it. */
    boolean blocked();

    /**
     * A step before it is done.
     *
     * @param title what it does
     * @param usual how long it usually takes; may be empty
     */
    record PlannedStep(String title, String usual) {}

    /**
     * Something to read before.
     *
     * @param title of what, such as a release
     * @param links where
     * @param textTitle what the text is
     * @param text what stands there, line by line; empty if it could not be read
     */
    record Reading(String title, List<Link> links, String textTitle, List<String> text) {
        /** Copies the lists. */
        public Reading {
            links = List.copyOf(links);
            text = List.copyOf(text);
        }
    }

    /**
     * A page of the web.
     *
     * @param label what is there
     * @param address where
     * @param show shows it
     */
    record Link(String label, String address, Runnable show) {}

    /**
     * Something that was found before.
     *
     * @param tone how grave
     * @param level the same in words
     * @param sentence what was found
     * @param advice what to do about it; may be empty
     */
    record Note(Tone tone, String level, String sentence, String advice) {}
}
