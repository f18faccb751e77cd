package org.qeperf.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.hardware.KernelLoad;
import org.qeperf.runtime.hardware.Roof;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.hardware.HardwareFigures;

/** The figures of an analysis. */
final class AnalysisFigures {

    private final List<AnalysedNodes> nodes;
    private final List<KernelLoad> loads;
    private final Optional<AnalysedRuns> runs;

    AnalysisFigures(List<AnalysedNodes> nodes, List<KernelLoad> loads, Optional<AnalysedRuns> runs) {
        this.nodes = nodes;
        this.loads = loads;
        this.runs = runs;
    }

    /** By name of the file, what matters most first. */
    Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        runs.ifPresent(found -> found.measured()
                .forEach(one -> HardwareFigures.positions(one.rates(), one.positions())
                        .ifPresent(figure ->
                                figures.put("hardware-kernels-" + one.rates().machine(), figure))));
        Map<String, Roof> roofs = roofs();
        if (!loads.isEmpty() && !roofs.isEmpty()) {
            figures.put("hardware-roofline", HardwareFigures.roofline(roofs, loads));
        }
        runs.ifPresent(found -> {
            HardwareFigures.correlations(found.comparison().effects())
                    .ifPresent(figure -> figures.put("hardware-correlations", figure));
            HardwareFigures.trends(found.comparison()).ifPresent(figure -> figures.put("hardware-trends", figure));
        });
        HardwareFigures.balance(nodes.stream().map(AnalysedNodes::rates).toList())
                .ifPresent(figure -> figures.put("hardware-balance", figure));
        return figures;
    }

    Figure main() {
        return all().values().stream()
                .findFirst()
                .orElseThrow(
                        () -> new QePerfException(
                                "there is nothing to draw: no peak and bandwidth is known of these machines, and no runs compare them"));
    }

    /** Of accelerators where a node has them, else of processors; with the nodes' name where a machine has several kinds. */
    private Map<String, Roof> roofs() {
        Map<String, Roof> roofs = new LinkedHashMap<>();
        for (AnalysedNodes node : nodes) {
            boolean several = nodes.stream()
                            .filter(other ->
                                    other.rates().machine().equals(node.rates().machine()))
                            .count()
                    > 1;
            node.rates()
                    .accelerators()
                    .or(() -> node.rates().processors())
                    .ifPresent(roof ->
                            roofs.put(several ? node.name() : node.rates().machine(), roof));
        }
        return roofs;
    }
}
