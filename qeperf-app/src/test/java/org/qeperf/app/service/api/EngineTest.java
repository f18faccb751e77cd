package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Extractors;

class EngineTest {

    private final Engine engine = new Engine(
            Extractors.find("pw.x"),
            Clusters.shipped(),
            () -> {
                throw new AssertionError("no model is asked");
            },
            layouts -> {});

    @Test
    void readsTheMachineAtHandOnce() {
        Cluster local = engine.machine("local");
        assertSame(local, engine.machine("LOCAL"));
        assertSame(engine.machines().get(0), engine.machines().get(0));
        assertEquals(
                local.destination(Optional.empty()).machine(),
                engine.machines().get(0).destination(Optional.empty()).machine());
    }

    @Test
    void findsOthersByNameAndAlias() {
        assertSame(engine.machine("leonardo-booster"), engine.machine("Leonardo_Booster"));
        assertEquals(
                Clusters.shipped().all().stream().map(Cluster::name).toList(),
                engine.machines().stream().map(Cluster::name).skip(1).toList());
    }
}
