package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads UPF with the XML schema of Quantum ESPRESSO, whose root is {@code qe_pp:pseudo} ({@code upflib/read_upf_new.f90}).
 * Its header holds elements where version 2 has attributes, and projectors and orbitals stand in order.
 */
final class UpfSchemaReader {

    private static final int LONGEST_HEADER = 1 << 16;
    private static final int LONGEST_VALUE = 200;

    private final PotentialText text;
    private final int header;
    private final int headerEnd;

    private UpfSchemaReader(PotentialText text, int start) {
        this.text = text;
        header = text.tag("<pp_header", start);
        if (header < 0) {
            throw text.missing(0, "pp_header");
        }
        headerEnd = text.tag("</pp_header", header, Math.min(header + LONGEST_HEADER, text.size()));
        if (headerEnd < 0) {
            throw text.error(header, "a header of more than " + LONGEST_HEADER + " characters", "</pp_header>");
        }
    }

    /** Reads the file whose root stands at a place. */
    static Pseudopotential read(PotentialText text, int start) {
        return new UpfSchemaReader(text, start).read();
    }

    private Pseudopotential read() {
        boolean spinOrbit = logical("has_so");
        Kind kind = Kind.of(logical("is_coulomb"), logical("is_paw"), logical("is_ultrasoft"));
        int nbeta = whole("number_of_proj", 0, PotentialText.MOST_FUNCTIONS);
        int nwfc = whole("number_of_wfc", 0, PotentialText.MOST_FUNCTIONS);
        int meshTag = text.tag("<pp_mesh", headerEnd);
        int meshInHeader = whole("mesh_size", 0, PotentialText.MOST_POINTS);
        int mesh =
                meshTag < 0 ? 0 : new UpfTag(text, meshTag).whole("mesh", 0, PotentialText.MOST_POINTS, meshInHeader);
        mesh = mesh == 0 ? meshInHeader : mesh;
        return new Pseudopotential(
                string("element"),
                kind,
                real("z_valence"),
                spinOrbit,
                logical("core_correction"),
                string("functional"),
                real("wfc_cutoff"),
                real("rho_cutoff"),
                whole("l_max_rho", 0, 2 * PotentialText.MOST_L),
                mesh,
                kind == Kind.COULOMB ? List.of() : projectors(nbeta, spinOrbit),
                orbitals(nwfc, spinOrbit, mesh));
    }

    /** Where an element of the header begins, or -1. */
    private int element(String name) {
        return text.tag("<" + name, header + 1, headerEnd);
    }

    private String string(String name) {
        int tag = element(name);
        if (tag < 0) {
            return "";
        }
        int from = new UpfTag(text, tag).end();
        int limit = Math.min(from + LONGEST_VALUE, text.size());
        int to = text.find('<', from, limit);
        return text.text(from, to < 0 ? limit : to).strip();
    }

    private boolean logical(String name) {
        String value = string(name);
        return !value.isEmpty() && text.logical(element(name), name, value);
    }

    private int whole(String name, int least, int most) {
        return text.whole(required(name), name, string(name), least, most);
    }

    private double real(String name) {
        return text.real(required(name), name, string(name));
    }

    private int required(String name) {
        int tag = element(name);
        if (tag < 0) {
            throw text.missing(header, name);
        }
        return tag;
    }

    private List<Projector> projectors(int nbeta, boolean spinOrbit) {
        List<Projector> projectors = new ArrayList<>();
        int at = headerEnd;
        for (int i = 1; i <= nbeta; i++) {
            UpfTag tag = next("pp_beta", at, i);
            double j = spinOrbit ? tag.real("tot_ang_mom") : 0;
            projectors.add(new Projector(tag.whole("angular_momentum", 0, PotentialText.MOST_L), j));
            at = tag.end();
        }
        return projectors;
    }

    private List<Orbital> orbitals(int nwfc, boolean spinOrbit, int mesh) {
        if (nwfc == 0) {
            return List.of();
        }
        int meshTag = text.tag("<pp_rab", headerEnd);
        if (meshTag < 0) {
            throw text.missing(header, "pp_rab");
        }
        UpfTag stepsTag = new UpfTag(text, meshTag);
        RadialSteps steps = RadialSteps.read(new RadialNumbers(text, stepsTag.end(), "pp_rab"), mesh);
        List<Orbital> orbitals = new ArrayList<>();
        int at = headerEnd;
        for (int i = 1; i <= nwfc; i++) {
            UpfTag tag = next("pp_chi", at, i);
            RadialNumbers numbers = new RadialNumbers(text, tag.end(), "pp_chi");
            double occupation = OrbitalNorm.occupation(tag.real("occupation", 0), numbers, steps);
            double j = spinOrbit ? tag.real("jchi") : 0;
            orbitals.add(new Orbital(tag.whole("l", 0, PotentialText.MOST_L), j, occupation));
            at = tag.end();
        }
        return orbitals;
    }

    private UpfTag next(String name, int from, int number) {
        int place = text.tag("<" + name, from);
        if (place < 0) {
            throw text.missing(header, name + " of index " + number);
        }
        UpfTag tag = new UpfTag(text, place);
        tag.whole("index", number, number);
        return tag;
    }
}
