package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.Layout;

class PwArgumentsTest {

    private static PwArguments parse(String words) {
        return PwArguments.parse(List.of(words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ni 2 -nk 4 -nb 3 -nt 5 -nd 16 -in pw.in",
                "-nimage 2 -npool 4 -nband 3 -ntg 5 -ndiag 16 -i pw.in",
                "-nimages 2 -npools 4 -nbgrp 3 -ntask_groups 5 -northo 16 -inp pw.in",
                "-npot 2 -nk 9 -nk 4 -nband_group 3 -nyfft 5 -nproc_diag 16 -input pw.in",
                "-input a -nproc_ortho 16 -in pw.in -nt 5 -nb 3 -nk 4 -ni 2"
            })
    void everySpellingIsRead(String words) {
        PwArguments arguments = parse(words);
        assertEquals(
                new PwArguments(
                        Optional.of("pw.in"),
                        OptionalInt.of(2),
                        OptionalInt.of(4),
                        OptionalInt.of(3),
                        OptionalInt.of(5),
                        OptionalInt.of(16),
                        List.of()),
                arguments);
        assertEquals(
                List.of("-ni", "2", "-nk", "4", "-nb", "3", "-nt", "5", "-nd", "16", "-in", "pw.in"),
                arguments.words());
        assertEquals(arguments, PwArguments.parse(arguments.words()));
    }

    @Test
    void whatPwDoesNotReadIsAmongTheOthers() {
        assertEquals(
                List.of("-nk=4", "--nk", "4", "-nk", "four", "-nd", "0", "-nh", "2", "-nk"),
                parse("-nk=4 --nk 4 -nk four -nd 0 -nh 2 -nk").others());
        assertEquals(OptionalInt.empty(), parse("-nk 99999999999").pools());
    }

    @Test
    void aLayoutGoesThereAndBack() {
        Layout layout = new Layout(2, 8, 4, 4, 1, 2);
        PwArguments arguments = PwArguments.of(layout, "pw.in");
        assertEquals(List.of("-nk", "4", "-nt", "2", "-nd", "1", "-in", "pw.in"), arguments.words());
        Resources resources = new Resources(2, 8, 4, 0, OptionalLong.empty(), false, OptionalLong.empty());
        assertEquals(Optional.of(layout), arguments.layout(resources));
        assertEquals(
                List.of("-nk", "1", "-in", "pw.in"),
                PwArguments.of(Layout.serial(), "pw.in").words());
    }

    @Test
    void anotherLayoutReplacesWhatTheArgumentsSayOfOne() {
        assertEquals(
                List.of("-ni", "2", "-nk", "4", "-nd", "9", "-pd", ".true.", "-in", "pw.in"),
                parse("-ni 2 -npool 8 -nb 3 -nyfft 5 -ndiag 16 -pd .true. -i pw.in")
                        .with(new Layout(1, 36, 1, 4, 9, 1))
                        .words());
    }

    @Test
    void anOptionHasSeveralNames() {
        assertEquals(Set.of("-nk", "-npool", "-npools"), PwArguments.names("-npool"));
        assertEquals(Set.of("-pd"), PwArguments.names("-pd"));
    }

    @Test
    void imagesBandGroupsAndTooManyCoresAreNoLayout() {
        Resources small = new Resources(1, 8, 1, 0, OptionalLong.empty(), false, OptionalLong.empty());
        Resources huge = new Resources(1 << 20, 1 << 20, 1, 0, OptionalLong.empty(), false, OptionalLong.empty());
        assertEquals(Optional.empty(), parse("-ni 2").layout(small));
        assertEquals(Optional.empty(), parse("-nb 2").layout(small));
        assertEquals(Optional.empty(), parse("-nk 2").layout(huge));
        assertEquals(Optional.of(new Layout(1, 8, 1, 1)), parse("-ni 1 -nb 1").layout(small));
    }
}
