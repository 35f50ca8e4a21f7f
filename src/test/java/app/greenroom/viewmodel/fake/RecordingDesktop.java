package app.greenroom.viewmodel.fake;

import app.greenroom.viewmodel.Desktop;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was copied and opened. */
public final class RecordingDesktop implements Desktop {
    private final List<String> opened = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();

    @Override
    public boolean openFolder(String path) {
        opened.add(path);
        return true;
    }

    @Override
    public boolean browse(String address) {
        opened.add(address);
        return true;
    }

    @Override
    public boolean openFile(String path) {
        opened.add(path);
        return true;
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }

    /** Folders and pages opened so far. */
    public List<String> opened() {
        return opened;
    }

    /** Texts copied so far. */
    public List<String> copied() {
        return copied;
    }
}
