package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.hardware.Device;
import org.qeperf.runtime.hardware.KernelLoad;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.hardware.PublishedBalance;
import org.qeperf.runtime.hardware.Roof;

/** What machines can do, for people. */
final class AnalysisTables {

    static final String UNKNOWN = "-";
    private static final double GIGA = 1e9;
    private static final double MEBIBYTE = 1 << 20;

    private AnalysisTables() {}

    static void print(List<AnalysedNodes> nodes, List<KernelLoad> loads, Optional<AnalysedRuns> runs, PrintWriter out) {
        rates(nodes, out);
        if (!loads.isEmpty()) {
            kernels(nodes, loads, out);
        }
        runs.ifPresent(found -> AnalysedRunsTables.print(found, out));
    }

    private static void rates(List<AnalysedNodes> nodes, PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "MACHINE/NODES",
                "DEVICES",
                "PEAK Gflop/s",
                "MEMORY GB/s",
                "BALANCE flop/byte",
                "INVERSE byte/flop",
                "SINGLE PRECISION flop/byte"));
        for (AnalysedNodes node : nodes) {
            NodeRates rates = node.rates();
            table.add(row(
                    node,
                    Quantities.counted(rates.cores(), "core"),
                    rates.processors(),
                    single(node, Device.PROCESSORS)));
            node.type().accelerator().ifPresent(accelerator -> {
                table.add(row(
                        node,
                        accelerator.count().value() + " x "
                                + accelerator.model().value(),
                        rates.accelerators(),
                        single(node, Device.ACCELERATORS)));
                table.add(row(node, "all", rates.node(), UNKNOWN));
            });
        }
        FormatOption.print(table, out);
        out.println();
        claims(nodes, out);
    }

    private static List<String> row(AnalysedNodes node, String devices, Optional<Roof> roof, String single) {
        return List.of(
                node.name(),
                devices,
                roof.map(r -> number(r.flopPerS() / GIGA)).orElse(UNKNOWN),
                roof.map(r -> number(r.bytesPerS() / GIGA)).orElse(UNKNOWN),
                roof.map(r -> number(r.balance())).orElse(UNKNOWN),
                roof.map(r -> number(1 / r.balance())).orElse(UNKNOWN),
                single);
    }

    private static String single(AnalysedNodes node, Device device) {
        OptionalDouble balance = PublishedBalance.single(node.type(), device);
        return balance.isPresent() ? number(balance.getAsDouble()) : UNKNOWN;
    }

    private static void claims(List<AnalysedNodes> nodes, PrintWriter out) {
        double[] processors = singles(nodes, Device.PROCESSORS);
        double[] accelerators = singles(nodes, Device.ACCELERATORS);
        out.println("Published claim, single precision: processors about "
                + number(PublishedBalance.PROCESSORS)
                + " flop/byte (0.025 Tflop/s for each GB/s), bound by arithmetic: "
                + count(processors, b -> b >= PublishedBalance.PROCESSORS) + " reach it.");
        out.println("Published claim, single precision: accelerators at most "
                + number(PublishedBalance.ACCELERATORS)
                + " flop/byte (20 Tflop/s for each TB/s), bound by memory: "
                + count(accelerators, b -> b <= PublishedBalance.ACCELERATORS) + " stay below.");
    }

    private static double[] singles(List<AnalysedNodes> nodes, Device device) {
        return nodes.stream()
                .map(node -> PublishedBalance.single(node.type(), device))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private static String count(double[] balances, DoublePredicate holds) {
        return Arrays.stream(balances).filter(holds).count() + " of " + balances.length;
    }

    private static void kernels(List<AnalysedNodes> nodes, List<KernelLoad> loads, PrintWriter out) {
        out.println();
        out.println(
                "Kernels, each once for all states and k-points; least traffic, so intensity, rate and time are at best:");
        List<List<String>> work = new ArrayList<>();
        work.add(List.of("KERNEL", "WHAT", "Gflop", "LEAST TRAFFIC GB", "INTENSITY flop/byte", "WORKS ON MiB"));
        for (KernelLoad load : loads) {
            work.add(List.of(
                    load.kernel().key(),
                    load.kernel().meaning(),
                    number(load.flop() / GIGA),
                    number(load.bytes() / GIGA),
                    number(load.intensity()),
                    number(load.workingBytes() / MEBIBYTE)));
        }
        FormatOption.print(work, out);
        for (AnalysedNodes node : nodes) {
            Map<String, Roof> roofs = roofs(node);
            if (!roofs.isEmpty()) {
                out.println();
                out.println(node.name()
                        + node.rates()
                                .l2BytesPerCore()
                                .map(bytes -> ", second-level cache " + number(bytes / MEBIBYTE) + " MiB a core")
                                .orElse("")
                        + ":");
                roofs(loads, roofs, out);
            }
        }
    }

    private static Map<String, Roof> roofs(AnalysedNodes node) {
        Map<String, Roof> roofs = new LinkedHashMap<>();
        NodeRates rates = node.rates();
        rates.oneCore().ifPresent(roof -> roofs.put(node.isMeasured() ? "one core alone" : "share of one core", roof));
        rates.processors().ifPresent(roof -> roofs.put("all cores", roof));
        rates.accelerators().ifPresent(roof -> roofs.put("accelerators", roof));
        return roofs;
    }

    private static void roofs(List<KernelLoad> loads, Map<String, Roof> roofs, PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("KERNEL", "DEVICES", "RIDGE flop/byte", "BOUND BY", "ATTAINABLE Gflop/s", "LEAST TIME"));
        for (KernelLoad load : loads) {
            roofs.forEach((name, roof) -> table.add(List.of(
                    load.kernel().key(),
                    name,
                    number(roof.balance()),
                    roof.bound(load.intensity()).key(),
                    number(roof.attainable(load.intensity()) / GIGA),
                    Quantities.seconds(load.leastSeconds(roof)))));
        }
        FormatOption.print(table, out);
    }

    /** Three digits, without an exponent where people do without. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 && size < 1e7) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
