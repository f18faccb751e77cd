package org.qeperf.features.harvest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Clocks: {@code print_this_clock} of {@code UtilXlib/clocks_handler.f90}. */
final class ClockScan {

    /** Place of the colon: the name before it is printed in twelve columns. */
    static final int COLON = 13;

    private static final int MOST_CLOCKS = 1000;

    private final String name;
    private final Map<String, Clock> clocks = new LinkedHashMap<>();

    /** Where the time that was read last ends. */
    private int timeEnd;

    ClockScan(String name) {
        this.name = name;
    }

    /** Takes a line such as {@code electrons    :      1.39s CPU      1.40s WALL (       1 calls)}. */
    boolean line(OutputLine line) {
        int cpu = line.find("CPU", COLON);
        if (cpu < 0 || line.at(COLON - 1) != ' ') {
            return false;
        }
        OptionalDouble processor = seconds(line, COLON + 1);
        boolean overflow = line.at(line.skipBlanks(COLON + 1)) == '*';
        if (processor.isPresent() ? timeEnd != cpu : !overflow) {
            return false;
        }
        int from = cpu + 3;
        int wall = Math.max(line.find("WALL", from), line.find("wall", from));
        int comma = line.find(",", from);
        OptionalDouble elapsed =
                wall < 0 ? OptionalDouble.empty() : seconds(line, comma > 0 && comma < wall ? comma + 1 : from);
        int open = line.find("(", from);
        long calls = open < 0 ? -1 : line.whole(open + 1);
        String clock = line.text(0, COLON - 1).strip();
        if (clocks.size() == MOST_CLOCKS && !clocks.containsKey(clock)) {
            throw LineReader.tooMuch(name, "clocks", MOST_CLOCKS);
        }
        clocks.put(clock, new Clock(calls < 0 ? OptionalLong.empty() : OptionalLong.of(calls), processor, elapsed));
        return true;
    }

    /** A time such as {@code 1h 2m} or {@code 1m 3.45s}; nothing where pw.x printed asterisks. */
    private OptionalDouble seconds(OutputLine line, int from) {
        double sum = 0;
        int place = line.skipBlanks(from);
        boolean found = false;
        while (true) {
            double value = line.real(place);
            int end = place;
            while (OutputLine.isDigit(line.at(end)) || line.at(end) == '.') {
                end++;
            }
            int unit = unit(line.at(end));
            if (Double.isNaN(value) || unit == 0) {
                break;
            }
            sum += value * unit;
            found = true;
            place = line.skipBlanks(end + 1);
        }
        timeEnd = place;
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    private static int unit(int letter) {
        return switch (letter) {
            case 'd' -> 86400;
            case 'h' -> 3600;
            case 'm' -> 60;
            case 's' -> 1;
            default -> 0;
        };
    }

    RunTimes times() {
        Clock none = new Clock(OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        Clock total = clocks.getOrDefault("PWSCF", none);
        return new RunTimes(
                clocks.getOrDefault("electrons", none).wallSeconds(), total.wallSeconds(), total.cpuSeconds(), clocks);
    }
}
