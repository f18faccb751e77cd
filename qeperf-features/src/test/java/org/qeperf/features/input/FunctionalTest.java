package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionalTest {

    @ParameterizedTest
    @CsvSource({
        "pbe, false, false",
        "SLA PW PBX PBC, false, false",
        "SLA  PZ   NOGX NOGC, false, false",
        "vdw-df2, false, false",
        "'', false, false",
        "no such thing, false, false",
        "' PBE0 ', true, false",
        "b3lyp-v1r, true, false",
        "HSE, true, false",
        "gau-pbe, true, false",
        "vdw-df-cx0, true, false",
        "PB0X PW PB0X PBC, true, false",
        "sla+pw+hse+pbc, true, false",
        "tpss, false, true",
        "SLA PW TPSS TPSS, false, true",
        "r2scan, false, true",
        "scan0, true, true",
        "XC_MGGA_X_TPSS XC_MGGA_C_TPSS, false, true",
        "XC_HYB_GGA_XC_HSE06, true, false",
        "XC_GGA_X_PBE XC_GGA_C_PBE, false, false",
        "XC-001I-004I-003I-004I-000I-000I, false, false",
        "XC-006I-004I-008I-004I-000I-000I, true, false",
        "XC-000I-000I-428L-000I-000I-000I, true, false",
        "XC-000I-000I-000I-000I-263L-267L, false, true",
        "XC-005I-000I-000I-000I-000I-000I, true, false"
    })
    void namesAreThoseOfPwx(String name, boolean hybrid, boolean meta) {
        assertEquals(new Functional(hybrid, meta), Functional.of(name));
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
