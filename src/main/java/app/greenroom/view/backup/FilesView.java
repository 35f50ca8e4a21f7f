package app.greenroom.view.backup;

import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.view.control.Told;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.FilesViewModel;
import app.greenroom.viewmodel.backup.FilesViewModel.FileRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.StackPane;

/** The files of a snapshot; folders are filled when they are opened. */
public final class FilesView {
    private final FilesViewModel model;
    private final Words words;

    @FXML
    private StackPane outcome;

    @FXML
    private TreeTableView<FileRow> tree;

    @FXML
    private TreeTableColumn<FileRow, String> name;

    @FXML
    private TreeTableColumn<FileRow, String> size;

    @FXML
    private TreeTableColumn<FileRow, String> modified;

    @FXML
    private Label placeholder;

    @FXML
    private Button open;

    @FXML
    private Button save;

    @FXML
    private Button bringBack;

    @FXML
    private Label chosen;

    /** Draws the files of a snapshot. */
    public FilesView(FilesViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        Told.follow(model.outcomeProperty(), outcome, model::dismiss, words);
        column(name, FileRow::name);
        column(size, FileRow::size);
        column(modified, FileRow::modified);
        placeholder.setText(words.get("view.files.reading"));
        model.treeProperty().subscribe(found -> found.ifPresent(there -> fill()));
        tree.getSelectionModel()
                .selectedItemProperty()
                .subscribe(item ->
                        model.chosenProperty().set(Optional.ofNullable(item).map(TreeItem::getValue)));
        BooleanBinding noFile = binding(row -> row.node().isFolder());
        open.disableProperty().bind(noFile);
        save.disableProperty().bind(noFile);
        bringBack.disableProperty().bind(binding(row -> !row.canComeBack()));
        chosen.textProperty()
                .bind(model.chosenProperty().map(row -> row.map(FileRow::name).orElse(words.get("view.files.none"))));
    }

    private BooleanBinding binding(Function<FileRow, Boolean> unfit) {
        return Bindings.createBooleanBinding(
                () -> model.chosenProperty().get().map(unfit).orElse(true), model.chosenProperty());
    }

    private static void column(TreeTableColumn<FileRow, String> column, Function<FileRow, String> value) {
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue().getValue())));
    }

    private void fill() {
        TreeItem<FileRow> root = new TreeItem<>();
        root.getChildren().setAll(items(SnapshotTree.ROOT));
        tree.setRoot(root);
        placeholder.setText(words.get("view.files.empty"));
    }

    private List<TreeItem<FileRow>> items(String folder) {
        return model.children(folder).stream().<TreeItem<FileRow>>map(Item::new).toList();
    }

    /** Knows its children only when it is opened: a snapshot can hold a hundred thousand files. */
    private final class Item extends TreeItem<FileRow> {
        Item(FileRow row) {
            super(row);
            expandedProperty().subscribe(now -> {
                if (now && getChildren().isEmpty()) {
                    getChildren().setAll(items(row.node().path()));
                }
            });
        }

        @Override
        public boolean isLeaf() {
            return !getValue().node().isFolder();
        }
    }

    @FXML
    void open() {
        model.open();
    }

    @FXML
    void save() {
        model.save();
    }

    @FXML
    void bringBack() {
        model.bringBack();
    }
}
