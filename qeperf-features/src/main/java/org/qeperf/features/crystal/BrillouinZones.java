package org.qeperf.features.crystal;

/**
 * Where the letters of Brillouin zones stand ({@code Modules/bz_form.f90}). The first text of a zone has a formula for each
 * letter, the others have the letters, the last one those of the Bilbao convention where they differ; orthorhombic zones
 * have a text for each order of the axes: as it is, b and c swapped, a and b swapped, both, turned, turned and swapped.
 *
 * <p>Signs stand for a reciprocal lattice vector: {@code +0-} is b1 - b3. One alone is its half, three joined by {@code *}
 * are the corner where the planes that halve them meet, {@code /} takes the mean of two corners, {@code &} adds half a
 * vector, and {@code z} keeps the third component only.
 */
final class BrillouinZones {

    /** Simple cubic. */
    static final String[] CUBIC = {"++0 0+0 +++ +00", "M X R", "M X R X1"};

    /** Face-centred cubic. */
    static final String[] FACE_CENTRED = {
        "-0-*0+0*-00/0++*0+0*-00 0++*0+0*-00 0++*0+0*+++/0++*0+0*-00 0++ 0+0 -0- -0-*0+0*-00 "
                + "-0-*0+0*00-/-0-*0+0*-00 ++0 ++0*0+0*00- -00 -+0",
        "K W U X L",
        "K W U X L X1 W1 U1 X3 W3 L1 M"
    };

    /** Body-centred cubic. */
    static final String[] BODY_CENTRED = {"+0- +0-*+00*++0 +0-*0+0*++0 +0-*0-0*+00", "N P H", "N P H H1"};

    /** Simple tetragonal. */
    static final String[] TETRAGONAL = {"++0 0+0 00+ +++ 0++", "M X Z A R"};

    /** Body-centred tetragonal, c not above a. */
    static final String[] BODY_CENTRED_FLAT = {
        "0+-*+00*++0/0+-*+00*00- 0+- 0+-*+00*++0 ++0*0+0*00+/0+-*+00*++0 ++0*0+0*00+ 0+-*++0*0+0", "M X Z1 N Z P"
    };

    /** Body-centred tetragonal, c above a. */
    static final String[] BODY_CENTRED_LONG = {
        "0+-*++0*00-/+00*++0*00- ++0 ++0*+0+*+++/++0*0+0*+++ +++ ++0*0+0*+++ 0+-*++0*0+0 0+- "
                + "0+-*++0*00- 00- --- 00-*0-0*---/00-*-0-*--- 00-*-0-*--- z++0 z--0",
        "gS N gS1 Z Y1 P X Y",
        "S0 N S M G P X R N0 M2 S2 G0 T T4"
    };

    /** Simple orthorhombic. */
    static final String[] ORTHORHOMBIC = {"+00 ++0 0+0 +0+ +++ 0++ 00+", "X S Y U R T Z"};

    /** Hexagonal. */
    static final String[] HEXAGONAL = {"+00*+-0*00+/+00*+-0*00- +00 00+ +0+ +00*+-0*00+", "K M A L H"};

    /** Trigonal, angle below 90 degrees. */
    static final String[] TRIGONAL_FLAT = {
        "00- +00 ++0*+00*00-/+00*0--*00- ++0*+00*00-/++0*+00*+++ ++0 +0+*+00*+++/++0*+00*+++ "
                + "++0*+00*+++ ++0*+00*+++/++0*0+0*+++ +++ ++0*+00*00- ++0*+00*00-/++0*0+0*00-",
        "L1 L X Q F P B P1 Z B1 P2"
    };

    /** Trigonal, angle of 90 degrees and more. */
    static final String[] TRIGONAL = {
        "0+-*-+0*00-/0+-*-+0*0+0 0+-*-+0*0+0 +0-*0+-*+00/+0-*0+-*00- +0-*0+-*+00 "
                + "+0-*0+-*+00/0+-*-+0*00- 0+0 +00*0+0*00+",
        "P1 Q1 P Z F L Q",
        "P1 R0 P T FA L P2"
    };

    /** Face-centred orthorhombic, 1/a^2 above 1/b^2 + 1/c^2. */
    static final String[] FACE_CENTRED_LONG = {
        "+++*+00*+0+ +++*+00*0+0 +0+ +++*+00*0+0/+++*0++*+0+ +++*0++*+0+ +++*0++*0+0 "
                + "+++*0++*+0+/0++*00+*+0+ +++*0++*0+0/0++*00+*-00",
        "A X Z L X1 A1 T Y",
        "A1 X Y L X1 A T Z",
        "T Y Z L X1 A1 A X",
        "T Z Y L X1 A A1 X",
        "A1 Y X L X1 T A Z",
        "A Z X L X1 T A1 Y"
    };

    /** Face-centred orthorhombic, 1/a^2 below 1/b^2 + 1/c^2. */
    static final String[] FACE_CENTRED_EVEN = {
        "++0 ++0*+++*0+0 0++*+++*0+0 0++ ++0*+++*+00 +++ 0++*+++*00+ +0+*+++*+00 +0+*+++*00+ +0+",
        "X D C Y H1 L H C1 D1 Z",
        "X H1 C1 Z D L D1 C H Y",
        "Y C D X H L H1 D1 C1 Z",
        "Z C1 H1 X D1 L D H C Y",
        "Y H D1 Z C L C1 D H1 X",
        "Z D1 H Y C1 L C H1 D X"
    };

    /** Face-centred orthorhombic, 1/a^2 = 1/b^2 + 1/c^2. */
    static final String[] FACE_CENTRED_BETWEEN = {
        "+++*+00*0+0 +++*+00*+0+ +++ +0+ +++*0++*00+ +++*0++*0+0 0++",
        "X A L Z T A1 Y",
        "X A1 L Y T A Z",
        "Y T L Z A A1 X",
        "Z T L Y A1 A X",
        "Y A1 L X A T Z",
        "Z A L X A1 T Y"
    };

    /** Body-centred orthorhombic; the Bilbao names after the others. */
    static final String[] BODY_CENTRED_ORTHORHOMBIC = {
        "+0-*+00*0--/0-0*+00*0-- +0-*+00*0-- +0- +0-*++0*00- +0-*++0*00-/0+0*++0*00- +00 +0-*+00*++0 "
                + "++0 +00*++0*+++/+00*00+*+++ +00*++0*+++ +00*++0*+++/++0*0++*+++ +++",
        "X L T L1 Y R W S X1 L2 Y1 Z",
        "X L R L2 Z T W S X1 L1 Z1 Y",
        "Y L1 T L X S W R Y1 L2 X1 Z",
        "Z L2 R L X S W T Z1 L1 X1 Y",
        "Y L1 S L2 Z T W R Y1 L Z1 X",
        "Z L2 S L1 Y R W T Z1 L Y1 X",
        "gS0 L R L1 gL0 T W S F0 L2 G0 G",
        "gS0 L R L2 gL0 T W S X1 L1 Z1 G",
        "G L1 R L gS0 S W R Y1 L2 X1 gL0",
        "gL0 L2 R L gS0 S W T Z1 L1 X1 G",
        "G L1 S L2 gL0 T W R Y1 L Z1 gS0",
        "gL0 L2 S L1 G R W T Z1 L Y1 gS0"
    };

    /** Base-centred orthorhombic, {@code ibrav = 9}. */
    static final String BASE_CENTRED = "+00*0-0*00+/+00*0-0*00- +00 +00*++0*00+/+00*++0*00- +00*++0*00+/++0*0+0*00- "
            + "+00*++0*00+/++0*0+0*00-&00+ +00*++0*00+ +0+ +00*0-0*00+/+00*0-0*00-&00+ 00+";

    /** Base-centred orthorhombic, {@code ibrav = -9}. */
    static final String BASE_CENTRED_OTHER =
            "0+0*+00*00+/0+0*+00*00- 0+0 0+0*-+0*00+/0+0*-+0*00- 0+0*-+0*00+/-+0*-00*00- "
                    + "0+0*-+0*00+/-+0*-00*00-&00+ 0+0*-+0*00+ 0++ 0+0*+00*00+/0+0*+00*00-&00+ 00+";

    /** Their names with a not above b, and with a and b swapped. */
    static final String[] BASE_CENTRED_NAMES = {"X S X1 Y T A1 R A Z", "Y S Y1 X A A1 R T Z"};

    private BrillouinZones() {}
}
