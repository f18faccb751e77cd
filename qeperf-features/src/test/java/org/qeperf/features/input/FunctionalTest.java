package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionalTest {

    @ParameterizedTest
    @CsvSource({
        "pbe, false, false, true",
        "SLA PW PBX PBC, false, false, true",
        "SLA  PZ   NOGX NOGC, false, false, false",
        "PW, false, false, false",
        "vwn-rpa, false, false, false",
        "HF, true, false, false",
        "XC_LDA_X XC_LDA_C_PZ, false, false, false",
        "vdw-df2, false, false, true",
        "'', false, false, false",
        "no such thing, false, false, true",
        "' PBE0 ', true, false, true",
        "b3lyp-v1r, true, false, true",
        "HSE, true, false, true",
        "gau-pbe, true, false, true",
        "vdw-df-cx0, true, false, true",
        "PB0X PW PB0X PBC, true, false, true",
        "sla+pw+hse+pbc, true, false, true",
        "tpss, false, true, true",
        "SLA PW TPSS TPSS, false, true, true",
        "r2scan, false, true, true",
        "scan0, true, true, true",
        "XC_MGGA_X_TPSS XC_MGGA_C_TPSS, false, true, true",
        "XC_HYB_GGA_XC_HSE06, true, false, true",
        "XC_GGA_X_PBE XC_GGA_C_PBE, false, false, true",
        "XC-001I-004I-003I-004I-000I-000I, false, false, true",
        "XC-006I-004I-008I-004I-000I-000I, true, false, true",
        "XC-000I-000I-428L-000I-000I-000I, true, false, true",
        "XC-000I-000I-000I-000I-263L-267L, false, true, true",
        "XC-005I-000I-000I-000I-000I-000I, true, false, false",
        "XC-000I-000I-000I-000I-497L-498L, false, true, true",
        "INDEX: 1 1 0 0, false, false, false",
        "INDEX: 1 4 3 4, false, false, true",
        "INDEX: 6 4 8 4, true, false, true",
        "INDEX: 5, true, false, false"
    })
    void namesAreThoseOfPwx(String name, boolean hybrid, boolean meta, boolean gradient) {
        assertEquals(new Functional(hybrid, meta, gradient), Functional.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "pz, true",
        "pbe, true",
        "PBESOL, true",
        "revpbe, true",
        "vwn-rpa, true",
        "vdw-df2-b86r, true",
        "vdw-df-cx, true",
        "pbe0, true",
        "scan, true",
        "sla pw pbx pbc, true",
        "SLA+PW+PBE+PBE, true",
        "sla-pz-nogx-nogc, true",
        "XC-001I-004I-003I-004I-000I-000I, true",
        "XC_GGA_X_PBE XC_GGA_C_PBE, true",
        "pbee, false",
        "sla+pw+pbxx, false",
        "rev-vdw-df2, false",
        "vdw-df4, false"
    })
    void namesThatPwxDoesNotHaveAreTold(String name, boolean known) {
        assertEquals(known, Functional.isKnown(name));
    }
}
