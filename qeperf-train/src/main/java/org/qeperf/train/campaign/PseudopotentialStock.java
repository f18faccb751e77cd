package org.qeperf.train.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.api.QePerfException;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.GthTable;
import org.qeperf.runtime.artifact.AtomicFile;

/** Brings the pseudopotentials of a plan's inputs into one folder, since pw.x looks in one only. */
final class PseudopotentialStock {

    private PseudopotentialStock() {}

    /**
     * Fills the folder.
     *
     * @param plan names inputs, folders and table
     * @param folder where the files go; files that are there stay
     * @return names that were found nowhere; their runs will fail
     */
    static List<String> fill(CampaignPlan plan, Path folder) {
        Set<String> names = new TreeSet<>();
        for (CampaignPlan.Block block : plan.blocks()) {
            for (Path system : block.systems()) {
                PwInput input = PwInputReader.read(system, plan.version(), ParseLimits.DEFAULT);
                input.species().forEach(species -> names.add(species.pseudopotential()));
            }
        }
        Optional<GthTable> table = plan.pseudopotentials().gth().map(file -> GthTable.read(file, ParseLimits.DEFAULT));
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            if (!folder.equals(file.getParent())) {
                throw new QePerfException("pseudopotential '" + name + "' is not a plain file name");
            }
            if (!Files.isRegularFile(file)) {
                Optional<byte[]> content = content(plan, table, name);
                content.ifPresentOrElse(bytes -> AtomicFile.write(file, bytes), () -> missing.add(name));
            }
        }
        return missing;
    }

    private static Optional<byte[]> content(CampaignPlan plan, Optional<GthTable> table, String name) {
        for (Path directory : plan.pseudopotentials().directories()) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(SourceText.readBytes(file, ParseLimits.DEFAULT));
            }
        }
        return table.filter(t -> t.contains(name)).map(t -> t.file(name));
    }
}
