package app.greenroom.viewmodel;

/** The computer's own desktop, as far as screens need it. */
public interface Desktop {
    /**
     * Shows a folder in the file manager.
     *
     * @return whether there was a program to show it
     */
    boolean openFolder(String path);

    /**
     * Shows a page of the web in the browser.
     *
     * @return whether there was a program to show it
     */
    boolean browse(String address);

    /**
     * Opens a file with the program that the computer has for its kind.
     *
     * @return whether there was a program to open it
     */
    boolean openFile(String path);

    /** Puts text on the clipboard. */
    void copy(String text);
}
