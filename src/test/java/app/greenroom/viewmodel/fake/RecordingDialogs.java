package app.greenroom.viewmodel.fake;

import app.greenroom.domain.server.Secret;
import app.greenroom.text.FailureText;
import app.greenroom.viewmodel.Dialogs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Answers questions as the test told it to, and remembers them. Without an answer prepared it says no. */
public final class RecordingDialogs implements Dialogs {
    private final Deque<Boolean> consents = new ArrayDeque<>();
    private final Deque<Secret> secrets = new ArrayDeque<>();
    private final Deque<String> files = new ArrayDeque<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<TextQuestion> textQuestions = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<SecretQuestion> secretQuestions = new ArrayList<>();
    private final List<FailureText.Words> failures = new ArrayList<>();
    private final List<String> typedWords = new ArrayList<>();

    /** The next question for consent gets this answer. */
    public RecordingDialogs consent(boolean answer) {
        consents.add(answer);
        return this;
    }

    /** The next question for a secret gets this answer. */
    public RecordingDialogs secret(String answer) {
        secrets.add(Secret.of(answer));
        return this;
    }

    /** The next question for a file gets this answer. */
    public RecordingDialogs file(String answer) {
        files.add(answer);
        return this;
    }

    @Override
    public boolean confirm(Question question) {
        questions.add(question);
        return !consents.isEmpty() && consents.remove();
    }

    @Override
    public boolean confirmTyped(Question question, String word) {
        typedWords.add(word);
        return confirm(question);
    }

    @Override
    public void showFailure(FailureText.Words words, String details) {
        failures.add(words);
    }

    @Override
    public Optional<Secret> askSecret(SecretQuestion question) {
        secretQuestions.add(question);
        return Optional.ofNullable(secrets.poll());
    }

    @Override
    public Optional<String> askText(TextQuestion question) {
        textQuestions.add(question);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<String> chooseSaveFile(String title, String name) {
        return Optional.ofNullable(files.poll());
    }

    /** The next question for a text gets this answer. */
    public RecordingDialogs answer(String text) {
        answers.add(text);
        return this;
    }

    /** Questions for a text so far. */
    public List<TextQuestion> textQuestions() {
        return textQuestions;
    }

    @Override
    public Optional<String> chooseFile(String title) {
        return Optional.ofNullable(files.poll());
    }

    /** Questions for consent so far. */
    public List<Question> questions() {
        return questions;
    }

    /** Words that were to be typed so far. */
    public List<String> typedWords() {
        return typedWords;
    }

    /** Questions for secrets so far. */
    public List<SecretQuestion> secretQuestions() {
        return secretQuestions;
    }

    /** Failures shown so far. */
    public List<FailureText.Words> failures() {
        return failures;
    }
}
