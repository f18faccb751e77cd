import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.testkit.RegressorProviderContract;
import org.qeperf.testkit.SyntheticData;

/** A forest is trained, and the provider passes the published contract. */
class TrainsTest extends RegressorProviderContract {

    private final RegressorCatalogue.Choice forest = RegressorCatalogue.load().find("smile/random-forest");

    @Override
    protected RegressorProvider provider() {
        return forest.provider();
    }

    @Test
    void aForestFollowsTheRowsItLearned() {
        TrainingSet rows = SyntheticData.draw(400, 1);
        TrainingSpec spec =
                new TrainingSpec("random-forest", forest.algorithm().configure(Map.of("trees", "50")), 7);
        Regressor trained =
                forest.provider().train(spec, rows, Progress.SILENT).regressor();
        double[] row = new double[SyntheticData.COLUMNS];
        row[0] = 1;
        assertEquals(0.7, trained.predict(row, 0, new double[trained.scratchLength()]), 0.5);
    }
}
