package org.qeperf.train.harvest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwXml;
import org.qeperf.features.harvest.RunBasis;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunPotentials;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;

/** Whether an XML file and an output are of one run, and what the one adds to the other. */
final class XmlMatch {

    private XmlMatch() {}

    /** Whether nothing that both tell differs, and they tell the grid or the number of atoms. */
    static boolean isOneRun(PwOutput output, PwXml xml) {
        RunContents printed = output.contents();
        RunContents written = xml.contents();
        boolean told = printed.atoms().isPresent() && written.atoms().isPresent();
        return told
                && agree(output.program().version(), xml.program().version())
                && agree(output.layout().ranks(), xml.layout().ranks())
                && agree(output.layout().pools(), xml.layout().pools())
                && agree(printed.atoms(), written.atoms())
                && agree(printed.species(), written.species())
                && agree(printed.states(), written.states())
                && agree(printed.kPoints(), written.kPoints())
                && agree(printed.basis().dense(), written.basis().dense())
                && agree(printed.basis().smooth(), written.basis().smooth())
                && agree(output.program().calculation(), xml.program().calculation());
    }

    private static <T> boolean agree(Optional<T> a, Optional<T> b) {
        return a.isEmpty() || b.isEmpty() || a.equals(b);
    }

    private static boolean agree(OptionalInt a, OptionalInt b) {
        return a.isEmpty() || b.isEmpty() || a.equals(b);
    }

    /** The output, with what only the XML file tells. */
    static PwOutput join(PwOutput output, PwXml xml) {
        return new PwOutput(
                join(output.program(), xml.program()),
                join(output.layout(), xml.layout()),
                join(output.contents(), xml.contents()),
                output.iterations(),
                join(output.times(), xml.times()),
                output.memory(),
                output.end(),
                output.files(),
                output.sha256());
    }

    private static RunProgram join(RunProgram a, RunProgram b) {
        return new RunProgram(
                a.code(), a.version().or(b::version), a.gpu(), b.calculation().or(a::calculation), a.started());
    }

    /** The layout of the first, where it is not known that of the second. */
    static RunLayout join(RunLayout a, RunLayout b) {
        return new RunLayout(
                or(a.ranks(), b.ranks()),
                or(a.threads(), b.threads()),
                or(a.nodes(), b.nodes()),
                or(a.images(), b.images()),
                or(a.pools(), b.pools()),
                or(a.bandGroups(), b.bandGroups()),
                or(a.diagonalization(), b.diagonalization()),
                or(a.taskGroups(), b.taskGroups()));
    }

    private static RunContents join(RunContents a, RunContents b) {
        List<String> elements = a.elements().isEmpty() ? b.elements() : a.elements();
        return new RunContents(
                elements,
                or(a.atoms(), b.atoms()),
                or(a.species(), b.species()),
                or(a.electrons(), b.electrons()),
                or(a.states(), b.states()),
                or(a.kPoints(), b.kPoints()),
                or(a.symmetries(), b.symmetries()),
                or(a.spin(), b.spin()),
                a.gammaOnly().or(b::gammaOnly),
                join(a.basis(), b.basis()),
                join(a.potentials(), b.potentials()));
    }

    private static RunBasis join(RunBasis a, RunBasis b) {
        return new RunBasis(
                or(a.ecutwfcRy(), b.ecutwfcRy()),
                or(a.ecutrhoRy(), b.ecutrhoRy()),
                or(a.volumeBohr3(), b.volumeBohr3()),
                a.dense().or(b::dense),
                a.smooth().or(b::smooth),
                or(a.planeWavesMax(), b.planeWavesMax()));
    }

    private static RunPotentials join(RunPotentials a, RunPotentials b) {
        return new RunPotentials(
                a.betas(),
                a.projectors(),
                a.ultrasoft().or(b::ultrasoft),
                a.paw().or(b::paw),
                a.functional().or(b::functional));
    }

    /** The clocks that are printed; those of the XML file, where the table was not printed. */
    private static RunTimes join(RunTimes a, RunTimes b) {
        Map<String, Clock> clocks = new LinkedHashMap<>(a.clocks().isEmpty() ? b.clocks() : a.clocks());
        return new RunTimes(
                or(a.electronsWall(), b.electronsWall()),
                or(a.totalWall(), b.totalWall()),
                or(a.totalCpu(), b.totalCpu()),
                clocks);
    }

    private static OptionalInt or(OptionalInt a, OptionalInt b) {
        return a.isPresent() ? a : b;
    }

    private static OptionalLong or(OptionalLong a, OptionalLong b) {
        return a.isPresent() ? a : b;
    }

    private static OptionalDouble or(OptionalDouble a, OptionalDouble b) {
        return a.isPresent() ? a : b;
    }
}
