package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads UPF version 2 ({@code upflib/read_upf_new.f90} of Quantum ESPRESSO). Looks for the few tags it needs and passes
 * over the rest, so files that are not well-formed XML are read too. No entities, no DTDs.
 */
final class UpfVersion2Reader {

    private final PotentialText text;
    private final int header;
    private final int[] betas = places();
    private final int[] orbitalTags = places();
    private final int[] relativisticBetas = places();
    private final int[] relativisticOrbitals = places();

    private UpfVersion2Reader(PotentialText text, int start) {
        this.text = text;
        header = text.tag("<PP_HEADER", start);
        if (header < 0) {
            throw text.missing(0, "PP_HEADER");
        }
    }

    private static int[] places() {
        int[] places = new int[PotentialText.MOST_FUNCTIONS + 1];
        Arrays.fill(places, -1);
        return places;
    }

    /** Reads the file whose tag UPF stands at a place. */
    static Pseudopotential read(PotentialText text, int start) {
        return new UpfVersion2Reader(text, start).read();
    }

    private Pseudopotential read() {
        UpfTag tag = new UpfTag(text, header);
        boolean spinOrbit = tag.logical("has_so");
        Kind kind = Kind.of(tag.logical("is_coulomb"), tag.logical("is_paw"), tag.logical("is_ultrasoft"));
        int nbeta = tag.whole("number_of_proj", 0, PotentialText.MOST_FUNCTIONS);
        int nwfc = tag.whole("number_of_wfc", 0, PotentialText.MOST_FUNCTIONS);
        if (spinOrbit && tag.string("pseudo_type").equals("SL")) {
            throw text.error(header, "a semilocal potential (SL) with spin-orbit", "one without, or NC");
        }
        int meshTag = text.tag("<PP_MESH", tag.end());
        int meshInHeader = tag.whole("mesh_size", 0, PotentialText.MOST_POINTS, 0);
        int mesh = meshTag < 0
                ? meshInHeader
                : new UpfTag(text, meshTag).whole("mesh", 0, PotentialText.MOST_POINTS, meshInHeader);
        mesh = mesh == 0 ? meshInHeader : mesh;
        collect(tag.end());
        return new Pseudopotential(
                tag.string("element"),
                kind,
                tag.real("z_valence"),
                spinOrbit,
                tag.logical("core_correction"),
                tag.string("functional"),
                tag.real("wfc_cutoff", 0),
                tag.real("rho_cutoff", 0),
                tag.whole("l_max_rho", 0, 2 * PotentialText.MOST_L, 0),
                mesh,
                kind == Kind.COULOMB ? List.of() : projectors(nbeta, spinOrbit),
                orbitals(nwfc, spinOrbit, mesh));
    }

    /** Notes where the tags with numbers stand, each where it comes first. */
    private void collect(int from) {
        for (int i = text.find('<', from); i >= 0; i = text.find('<', i + 1)) {
            int next = text.at(i + 1);
            if (next == 'P') {
                note(betas, "<PP_BETA.", i);
                note(orbitalTags, "<PP_CHI.", i);
                note(relativisticBetas, "<PP_RELBETA.", i);
                note(relativisticOrbitals, "<PP_RELWFC.", i);
            } else if (next == 'q' && text.isTag("<qe_pp:pseudo", i)) {
                throw text.error(i, "both UPF and qe_pp:pseudo", "one potential in a file");
            }
        }
    }

    private void note(int[] places, String tag, int at) {
        if (!text.startsWith(tag, at)) {
            return;
        }
        int i = at + tag.length();
        int number = 0;
        for (int c = text.at(i); c >= '0' && c <= '9' && number < places.length; c = text.at(i)) {
            number = 10 * number + (c - '0');
            i++;
        }
        if (text.endsName(i) && number > 0 && number < places.length && places[number] < 0) {
            places[number] = at;
        }
    }

    private UpfTag require(int[] places, String name, int number) {
        if (places[number] < 0) {
            throw text.missing(header, name + number);
        }
        return new UpfTag(text, places[number]);
    }

    /** With spin-orbit pw.x takes l from PP_RELBETA. */
    private List<Projector> projectors(int nbeta, boolean spinOrbit) {
        List<Projector> projectors = new ArrayList<>();
        for (int i = 1; i <= nbeta; i++) {
            int l = require(betas, "PP_BETA.", i).whole("angular_momentum", 0, PotentialText.MOST_L);
            double j = 0;
            if (spinOrbit) {
                UpfTag relativistic = require(relativisticBetas, "PP_RELBETA.", i);
                l = relativistic.whole("lll", 0, PotentialText.MOST_L);
                j = relativistic.real("jjj");
            }
            projectors.add(new Projector(l, j));
        }
        return projectors;
    }

    /** With spin-orbit, what PP_RELWFC says of l and occupation comes before PP_CHI. */
    private List<Orbital> orbitals(int nwfc, boolean spinOrbit, int mesh) {
        if (nwfc == 0) {
            return List.of();
        }
        RadialSteps steps = steps(mesh);
        List<Orbital> orbitals = new ArrayList<>();
        for (int i = 1; i <= nwfc; i++) {
            UpfTag tag = require(orbitalTags, "PP_CHI.", i);
            int l = tag.whole("l", 0, PotentialText.MOST_L);
            double j = 0;
            double occupation = tag.real("occupation", 0);
            if (spinOrbit) {
                UpfTag relativistic = require(relativisticOrbitals, "PP_RELWFC.", i);
                l = relativistic.whole("lchi", 0, PotentialText.MOST_L, l);
                j = relativistic.real("jchi");
                occupation = relativistic.real("oc", occupation);
            }
            RadialNumbers numbers = new RadialNumbers(text, tag.end(), "PP_CHI." + i);
            orbitals.add(new Orbital(l, j, OrbitalNorm.occupation(occupation, numbers, steps)));
        }
        return orbitals;
    }

    private RadialSteps steps(int mesh) {
        int tag = text.tag("<PP_RAB", header);
        if (tag < 0) {
            throw text.missing(header, "PP_RAB");
        }
        return RadialSteps.read(new RadialNumbers(text, new UpfTag(text, tag).end(), "PP_RAB"), mesh);
    }
}
