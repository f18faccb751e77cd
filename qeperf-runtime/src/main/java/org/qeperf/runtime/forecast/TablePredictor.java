package org.qeperf.runtime.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.table.CellReader;
import org.qeperf.runtime.table.TableFeatures;

/** Predicts rows of a table with a model that was trained on a table. Immutable and safe for concurrent use. */
public final class TablePredictor {

    private final PortableModel model;
    private final CellReader cells;

    /**
     * Takes a model.
     *
     * @param model a model of a table
     * @throws QePerfException if it was trained on something else
     */
    public TablePredictor(PortableModel model) {
        TableFeatures table = model.table()
                .orElseThrow(() -> new QePerfException("model " + model.model() + " takes rows of schema "
                        + model.schema().name() + "; expected a model that was trained on a table"));
        this.model = model;
        this.cells = new CellReader(table);
    }

    /**
     * Predicts one row.
     *
     * @param row text of the cells by name of column; columns that the model does not read may be there or not
     * @return the prediction
     * @throws org.qeperf.runtime.table.CellException if a cell is missing or cannot be used; it calls the row 1
     * @throws QePerfException if the model predicts no positive number
     */
    public Prediction predict(Map<String, String> row) {
        return predict(1, row);
    }

    /**
     * Predicts rows.
     *
     * @param rows text of the cells by name of column
     * @return one prediction for each row
     * @throws org.qeperf.runtime.table.CellException if a cell is missing or cannot be used; rows count from 1
     * @throws QePerfException if the model predicts no positive number
     */
    public List<Prediction> predict(List<Map<String, String>> rows) {
        List<Prediction> predictions = new ArrayList<>(rows.size());
        for (Map<String, String> row : rows) {
            predictions.add(predict(predictions.size() + 1, row));
        }
        return predictions;
    }

    private Prediction predict(int number, Map<String, String> row) {
        return model.predict(new FeatureVector(model.schema(), cells.features(number, row)));
    }
}
