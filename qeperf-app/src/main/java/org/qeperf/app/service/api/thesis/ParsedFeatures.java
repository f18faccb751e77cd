package org.qeperf.app.service.api.thesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.pseudo.Pseudopotential;

/** What the thesis's service tells of an input, under its keys, with the numbers that pw.x prints. */
final class ParsedFeatures {

    private final PwInput input;
    private final List<Pseudopotential> potentials;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private ParsedFeatures(PwInput input, List<Pseudopotential> potentials) {
        this.input = input;
        this.potentials = potentials;
    }

    /** Of an input, a pseudopotential for each of its species, its counts, and its row of the thesis's features. */
    static ObjectNode of(
            PwInput input, List<Pseudopotential> potentials, Counts counts, FeatureVector row, List<String> warnings) {
        ParsedFeatures parsed = new ParsedFeatures(input, potentials);
        parsed.species();
        parsed.counts(counts);
        parsed.kPoints();
        for (FeatureSpec feature : row.schema().features()) {
            parsed.document.put(feature.name(), row.get(feature.name()));
        }
        warnings.forEach(parsed.document.putArray("warnings")::add);
        return parsed.document;
    }

    private void species() {
        document.putArray("species_in_input")
                .addAll(input.species().stream()
                        .map(species -> JsonNodeFactory.instance.textNode(species.label()))
                        .toList());
        double valence = 0;
        for (PwInput.Atom atom : input.atoms()) {
            valence += potentials.get(atom.species()).valence();
        }
        document.put("total_valence", valence);
        ObjectNode summary = document.putObject("pseudo_summary");
        for (int i = 0; i < potentials.size(); i++) {
            summary.putObject(input.species().get(i).label())
                    .put("file", input.species().get(i).pseudopotential())
                    .put("element", potentials.get(i).element())
                    .put("z_valence", potentials.get(i).valence())
                    .put("nproj", potentials.get(i).projectors().size());
        }
    }

    private void counts(Counts counts) {
        document.put("nbnd_estimate", counts.whole("n_ks"))
                .put("total_betas", counts.whole("n_betas"))
                .put("n_atoms", counts.whole("n_at"))
                .put("ecutwfc", counts.real("ecutwfc_ry"))
                .put("ecutrho", counts.real("ecutrho_ry"))
                .put("irreducible_kpoints", counts.whole("n_k"))
                .put("nspin", counts.whole("n_spin"));
        Count.Grid grid = counts.grid("fft_smooth");
        document.putArray("fft_dims").add(grid.n1()).add(grid.n2()).add(grid.n3());
    }

    private void kPoints() {
        KPoints points = input.kPoints();
        if (points instanceof KPoints.Mesh mesh) {
            document.put("kpoints_mode", "automatic");
            document.putArray("kpoints_mesh").add(mesh.n1()).add(mesh.n2()).add(mesh.n3());
            document.putArray("kpoints_shift").add(mesh.s1()).add(mesh.s2()).add(mesh.s3());
            return;
        }
        document.put("kpoints_mode", points instanceof KPoints.Gamma ? "gamma" : "explicit");
        document.putNull("kpoints_mesh").putNull("kpoints_shift");
    }
}
