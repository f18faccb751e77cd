package org.qeperf.runtime.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.advise.ExampleSearch.Run;
import org.qeperf.runtime.advise.Landscape.Place;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

class LandscapeTest {

    private static final RunPredictor PREDICTOR = ExampleSearch.predictor();

    /** Whose memory is enough for some layouts and not for others. */
    private static final Machine MACHINE = new Machine("box", 12, 6L << 30);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theValuesAreThoseOfWholeForecasts(boolean selfConsistent) {
        Run run = new Run(10, 1, false, selfConsistent);
        Landscape landscape = Landscape.of(PREDICTOR, run, MACHINE, new Layout(2, 6, 1, 2), 4);
        List<Place> places = new ArrayList<>(landscape.nodesAndPools().places());
        places.addAll(landscape.tasksAndThreads().places());
        assertTrue(places.size() > 20, places.size() + " places");
        for (Place place : places) {
            RunForecast forecast = PREDICTOR.predict(run, place.layout(), MACHINE, RunQuestion.DEFAULT);
            assertEquals(forecast.time().totalSeconds().value(), place.seconds(), 1e-9 * place.seconds());
            assertEquals(forecast.memory().perNode().value(), place.memoryBytesPerNode(), 1);
            assertEquals(forecast.risk().ofFailure(), place.failureProbability(), 1e-12);
        }
    }
}
