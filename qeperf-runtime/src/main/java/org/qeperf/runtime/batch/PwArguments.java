package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.qeperf.api.feature.Layout;

/**
 * Arguments of pw.x ({@code Modules/command_line_options.f90}). Where an option stands twice, the later one counts. An option with
 * no whole number of at least 1 behind it does not count for pw.x; here the two words are among the others.
 *
 * @param input file of the input ({@code -in}); empty where pw.x reads its standard input
 * @param images images ({@code -ni})
 * @param pools pools ({@code -nk})
 * @param bandGroups band groups ({@code -nb})
 * @param taskGroups task groups of the Fourier transforms ({@code -nt})
 * @param diagonalizationRanks ranks of the linear algebra group ({@code -nd})
 * @param others words that say nothing of these, in order
 */
public record PwArguments(
        Optional<String> input,
        OptionalInt images,
        OptionalInt pools,
        OptionalInt bandGroups,
        OptionalInt taskGroups,
        OptionalInt diagonalizationRanks,
        List<String> others) {

    private enum Option {
        IMAGES("-ni", "-nimage", "-nimages", "-npot"),
        POOLS("-nk", "-npool", "-npools"),
        BAND_GROUPS("-nb", "-nband", "-nbgrp", "-nband_group"),
        TASK_GROUPS("-nt", "-ntg", "-ntask_groups", "-nyfft"),
        DIAGONALIZATION("-nd", "-ndiag", "-northo", "-nproc_diag", "-nproc_ortho");

        private final List<String> names;

        Option(String... names) {
            this.names = List.of(names);
        }

        static Optional<Option> of(String word) {
            for (Option option : values()) {
                if (option.names.contains(word)) {
                    return Optional.of(option);
                }
            }
            return Optional.empty();
        }
    }

    private static final List<String> INPUT = List.of("-i", "-in", "-inp", "-input");
    private static final int MOST_DIGITS = 9;

    /** Copies the list. */
    public PwArguments {
        others = List.copyOf(others);
    }

    /**
     * Reads arguments.
     *
     * @param words the words after the program
     * @return what they say
     */
    public static PwArguments parse(List<String> words) {
        Map<Option, Integer> numbers = new EnumMap<>(Option.class);
        List<String> others = new ArrayList<>();
        Optional<String> input = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            Optional<Option> option = Option.of(word);
            if (INPUT.contains(word) && !next.isBlank()) {
                input = Optional.of(next);
                i++;
            } else if (option.isPresent() && number(next).isPresent()) {
                numbers.put(option.get(), number(next).getAsInt());
                i++;
            } else {
                others.add(word);
                if (option.isPresent() && i + 1 < words.size()) {
                    others.add(next);
                    i++;
                }
            }
        }
        return new PwArguments(
                input,
                get(numbers, Option.IMAGES),
                get(numbers, Option.POOLS),
                get(numbers, Option.BAND_GROUPS),
                get(numbers, Option.TASK_GROUPS),
                get(numbers, Option.DIAGONALIZATION),
                others);
    }

    /**
     * Arguments for a layout, see {@link #with}.
     *
     * @param layout how the run is spread
     * @param input file of the input
     * @return the arguments
     */
    public static PwArguments of(Layout layout, String input) {
        return parse(List.of(INPUT.get(1), input)).with(layout);
    }

    /**
     * These arguments for a layout: pools in any case, since what pw.x takes without them differs from release to release; task groups
     * and linear algebra where they were chosen; no band groups, which layouts do not have.
     *
     * @param layout how the run is spread
     * @return arguments that differ in nothing else
     */
    public PwArguments with(Layout layout) {
        return new PwArguments(
                input,
                images,
                OptionalInt.of(layout.pools()),
                OptionalInt.empty(),
                layout.taskGroups() == 1 ? OptionalInt.empty() : OptionalInt.of(layout.taskGroups()),
                layout.diagonalizationRanks() == Layout.PROGRAM_CHOOSES
                        ? OptionalInt.empty()
                        : OptionalInt.of(layout.diagonalizationRanks()),
                others);
    }

    /**
     * All names of an option.
     *
     * @param name one of them, such as {@code -nk}
     * @return its names; only this one where it is none of the options of the components but the input
     */
    public static Set<String> names(String name) {
        return Option.of(name).map(option -> Set.copyOf(option.names)).orElse(Set.of(name));
    }

    /**
     * The arguments as words, in the order images, pools, band groups, task groups, linear algebra, others, input.
     *
     * @return words that {@link #parse} reads back
     */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        add("-ni", images, words);
        add("-nk", pools, words);
        add("-nb", bandGroups, words);
        add("-nt", taskGroups, words);
        add("-nd", diagonalizationRanks, words);
        words.addAll(others);
        input.ifPresent(file -> words.addAll(List.of("-in", file)));
        return List.copyOf(words);
    }

    /**
     * The layout that these arguments and resources make.
     *
     * @param resources nodes, ranks and cores, of which each carries a thread
     * @return the layout; empty with images or band groups, which layouts do not have, and with more cores than an int counts
     */
    public Optional<Layout> layout(Resources resources) {
        long ranks = (long) resources.nodes() * resources.tasksPerNode();
        boolean others = images.orElse(1) > 1 || bandGroups.orElse(1) > 1;
        if (others || ranks > Integer.MAX_VALUE || ranks * resources.cpusPerTask() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new Layout(
                resources.nodes(),
                resources.tasksPerNode(),
                resources.cpusPerTask(),
                pools.orElse(1),
                diagonalizationRanks.orElse(Layout.PROGRAM_CHOOSES),
                taskGroups.orElse(1)));
    }

    private static void add(String name, OptionalInt number, List<String> words) {
        if (number.isPresent()) {
            words.add(name);
            words.add(Integer.toString(number.getAsInt()));
        }
    }

    private static OptionalInt get(Map<Option, Integer> numbers, Option option) {
        Integer number = numbers.get(option);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /**
     * A number behind an option.
     *
     * @param word a word
     * @return a whole number of at least 1; empty for other words
     */
    public static OptionalInt number(String word) {
        if (word.isEmpty() || word.length() > MOST_DIGITS || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(word);
        return value < 1 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
