package org.qeperf.train.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.registry.ExampleRegistry.ANY;
import static org.qeperf.train.registry.ExampleRegistry.BENCH;
import static org.qeperf.train.registry.ExampleRegistry.bytes;
import static org.qeperf.train.registry.ExampleRegistry.id;
import static org.qeperf.train.registry.ExampleRegistry.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.runtime.models.RunModels;

/** Several at once, and processes that are killed. */
class RegistryProcessTest {

    private static final int KILLS = 15;

    @TempDir
    private Path folder;

    /** Registers and promotes one version after another, and prints what it was told is done. */
    public static void main(String[] arguments) {
        ModelRegistry registry = ExampleRegistry.open(Path.of(arguments[0]));
        String name = arguments[1];
        int most = Integer.parseInt(arguments[2]);
        for (int i = 0; i < most; i++) {
            registry.register(bytes(name + "@" + i, 1 + i), "x");
            System.out.println("registered " + name + "@" + i);
            registry.assign(ANY, Alias.CHAMPION, id(name + "@" + i), "x");
            System.out.println("promoted " + name + "@" + i);
        }
    }

    private Process writer(String name, int most, ProcessBuilder.Redirect out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryProcessTest.class.getName(),
                        folder.resolve("registry").toString(),
                        name,
                        Integer.toString(most))
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
    }

    private static String line(RegistryEvent event) {
        return (event.kind() == RegistryEvent.Kind.REGISTERED ? "registered " : "promoted ")
                + event.model().orElseThrow();
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheWriterIsKilled() throws Exception {
        Random random = new Random(9);
        List<String> acknowledged = new ArrayList<>();
        int caughtAtWork = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path out = folder.resolve("out" + kill);
            Process process = writer("w" + kill, Integer.MAX_VALUE, ProcessBuilder.Redirect.to(out.toFile()));
            while (process.isAlive() && Files.size(out) == 0) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(150));
            process.destroyForcibly();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            List<String> told = new ArrayList<>(Files.readAllLines(out));
            // A line that the kill cut in two was not told.
            told.removeIf(line -> !line.matches("(registered|promoted) w[0-9]+@[0-9]+"));
            acknowledged.addAll(told);
            ModelRegistry registry = ExampleRegistry.open(folder.resolve("registry"));
            List<String> events =
                    registry.history().stream().map(RegistryProcessTest::line).toList();
            assertTrue(events.size() >= acknowledged.size(), events::toString);
            Set<String> there = new HashSet<>(events);
            assertTrue(there.containsAll(told), () -> "lost of " + told + " in " + there);
            assertEquals(List.of(), registry.current().problems());
            for (ModelVersion version : registry.current().versions()) {
                assertEquals(version.bytes(), registry.content(version.model()).length);
            }
            caughtAtWork += told.size() > 1 ? 1 : 0;
        }
        assertTrue(caughtAtWork > KILLS / 2, caughtAtWork + " caught at work");
        Set<String> all = new HashSet<>(ExampleRegistry.open(folder.resolve("registry")).history().stream()
                .map(RegistryProcessTest::line)
                .toList());
        assertTrue(all.containsAll(acknowledged));
    }

    @Test
    void processesTakeTurns() throws Exception {
        Process one = writer("one", 25, ProcessBuilder.Redirect.PIPE);
        Process two = writer("two", 25, ProcessBuilder.Redirect.PIPE);
        ModelRegistry mine = ExampleRegistry.open(folder.resolve("registry"));
        for (int i = 0; i < 25; i++) {
            mine.register(bytes("three@" + i, 1), "x");
        }
        assertEquals(50, one.inputReader().lines().count());
        assertEquals(50, two.inputReader().lines().count());
        List<RegistryEvent> history =
                ExampleRegistry.open(folder.resolve("registry")).history();
        assertEquals(125, history.size());
        for (int i = 0; i < 125; i++) {
            assertEquals(i + 1, history.get(i).sequence());
        }
        Thread.sleep(600);
        assertEquals(125, mine.current().generation());
    }

    @Test
    void threadsOfTwoRegistriesTakeTurns() throws Exception {
        ModelRegistry first = ExampleRegistry.open(folder.resolve("registry"));
        ModelRegistry second = ExampleRegistry.open(folder.resolve("registry"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "t" + t;
            ModelRegistry registry = t % 2 == 0 ? first : second;
            all.add(threads.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    registry.register(bytes(name + "@" + i, 1), "x");
                    registry.assign(ANY, Alias.CHAMPION, id(name + "@" + i), "x");
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        assertEquals(
                80, ExampleRegistry.open(folder.resolve("registry")).history().size());
    }

    @Test
    void readersUnderLoadNeverSeeAMixAndNeverGoBack() throws Exception {
        ModelRegistry writer = ExampleRegistry.open(folder.resolve("registry"));
        ModelRegistry reader = ExampleRegistry.open(folder.resolve("registry"));
        writer.register(bytes("v@0", 1), "x");
        writer.assign(ANY, Alias.CHAMPION, id("v@0"), "x");
        Thread.sleep(1000);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Integer>> readers = new ArrayList<>();
        for (ModelRegistry registry : List.of(writer, reader)) {
            Callable<Integer> read = () -> read(registry, done);
            readers.add(threads.submit(read));
        }
        for (int i = 1; i <= 40; i++) {
            writer.register(bytes("v@" + i, 1 + i), "x");
            writer.assign(ANY, Alias.CHAMPION, id("v@" + i), "x");
            Thread.sleep(30);
        }
        Thread.sleep(1000);
        done.set(true);
        for (Future<Integer> seen : readers) {
            assertTrue(seen.get() >= 3, "a reader saw " + seen.get() + " champions");
        }
        threads.shutdown();
        assertEquals("v@40", time(reader.current(), BENCH));
    }

    /** Versions are registered and promoted in turn, so the number of events tells the champion. How many champions it saw. */
    private static int read(ModelRegistry registry, AtomicBoolean done) throws InterruptedException {
        long generation = 0;
        Set<String> seen = new HashSet<>();
        while (!done.get()) {
            ServedModels served = registry.current();
            assertTrue(served.generation() >= generation, "went back");
            generation = served.generation();
            RunModels models = served.champions(BENCH, 1);
            String model = models.secondsPerScfIteration().model().toString();
            assertEquals(
                    served.version(ANY, Alias.CHAMPION).orElseThrow().model().toString(), model);
            assertEquals("v@" + (generation - 1) / 2, generation % 2 == 0 ? model : next(model));
            assertEquals(
                    1 + Double.parseDouble(model.substring(2)), ExampleRegistry.value(models.secondsPerScfIteration()));
            seen.add(model);
            Thread.sleep(1);
        }
        return seen.size();
    }

    /** Where the next version is registered and not yet promoted. */
    private static String next(String model) {
        return "v@" + (Integer.parseInt(model.substring(2)) + 1);
    }
}
