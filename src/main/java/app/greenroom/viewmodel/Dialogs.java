package app.greenroom.viewmodel;

import app.greenroom.domain.server.Secret;
import app.greenroom.text.FailureText;
import java.util.Optional;

/** Questions to the user that stand in the way until answered. Called on the UI thread. */
public interface Dialogs {
    /** Asks for consent; closing the question is a no. */
    boolean confirm(Question question);

    /**
     * Asks for consent that is given by typing a word.
     *
     * @param word what must be typed for the consent to be possible
     */
    boolean confirmTyped(Question question, String word);

    /**
     * Says what happened and what to do next.
     *
     * @param details technical details, folded; empty for none
     */
    void showFailure(FailureText.Words words, String details);

    /** Asks for a secret; empty if the user does not want to give it. */
    Optional<Secret> askSecret(SecretQuestion question);

    /**
     * Asks for a line of text.
     *
     * @return what was typed, without blanks at its ends; empty if the user does not want to
     */
    Optional<String> askText(TextQuestion question);

    /**
     * Asks where to save a file.
     *
     * @param name what it is to be called unless the user wants otherwise
     * @return the absolute path; empty if none was chosen
     */
    Optional<String> chooseSaveFile(String title, String name);

    /**
     * Asks for a file of this computer.
     *
     * @return its absolute path; empty if none was chosen
     */
    Optional<String> chooseFile(String title);

    /**
     * A question for consent.
     *
     * @param title what it is about, in a few words
     * @param text what will happen
     * @param yes the button that consents, named after the action
     * @param dangerous whether the default answer is no
     */
    record Question(String title, String text, String yes, boolean dangerous) {}

    /**
     * A question for a line of text.
     *
     * @param title what it is about, in a few words
     * @param text what it is for
     * @param label name of the field
     * @param present what is in the field at first
     * @param longest most characters
     * @param yes the button that goes on
     */
    record TextQuestion(String title, String text, String label, String present, int longest, String yes) {}

    /**
     * A question for a secret.
     *
     * @param title what it is for, in a few words
     * @param text what it does and where it is kept
     * @param label name of the field
     * @param yes the button that goes on
     * @param twice whether it must be typed twice, for new passphrases
     */
    record SecretQuestion(String title, String text, String label, String yes, boolean twice) {}
}
