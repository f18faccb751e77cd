package org.qeperf.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.forecast.Extractors;

/** The rules of the contract of extractors, each with a check that throws where an extractor breaks it. */
enum ExtractorRule {
    FOUND("is found by the name of its program") {
        @Override
        void check(ExtractorSubject subject) {
            FeatureExtractor extractor = subject.extractor();
            assertEquals(extractor.getClass(), Extractors.find(extractor.code()).getClass());
        }
    },
    SCHEMAS("has schemas with a name each, the same every time") {
        @Override
        void check(ExtractorSubject subject) {
            List<FeatureSchema> schemas = subject.extractor().schemas();
            assertTrue(!schemas.isEmpty(), "no schemas");
            List<String> names = schemas.stream().map(FeatureSchema::name).toList();
            assertEquals(names.size(), new HashSet<>(names).size(), "a name twice: " + names);
            assertEquals(schemas, subject.extractor().schemas());
        }
    },
    COLUMNS("gives each feature a name in lower case, a unit, a meaning and a source") {
        @Override
        void check(ExtractorSubject subject) {
            for (FeatureSchema schema : subject.extractor().schemas()) {
                for (FeatureSpec feature : schema.features()) {
                    assertTrue(feature.name().matches("[a-z][a-z0-9_^]*"), "name '" + feature.name() + "'");
                    assertTrue(!feature.unit().isBlank(), feature.name() + " has no unit; 1 is that of pure numbers");
                    assertTrue(!feature.meaning().isBlank(), feature.name() + " has no meaning");
                    assertTrue(!feature.source().isBlank(), feature.name() + " has no source");
                }
            }
        }
    },
    COUNTS("counts something, by names in lower case") {
        @Override
        void check(ExtractorSubject subject) {
            List<Count> counts = subject.read().counts().all();
            assertTrue(!counts.isEmpty(), "no counts");
            counts.forEach(count -> assertTrue(count.name().matches("[a-z][a-z0-9_]*"), "name '" + count.name() + "'"));
        }
    },
    DETERMINISTIC("says the same of the same input each time") {
        @Override
        void check(ExtractorSubject subject) {
            FeatureExtractor extractor = subject.extractor();
            Workload first = extractor.read(subject.input().get());
            for (Workload again : List.of(extractor.read(subject.input().get()), subject.read())) {
                assertEquals(subject.said(first), subject.said(again));
                assertEquals(first.warnings(), again.warnings());
            }
        }
    },
    FILES("says the same of files as of their contents") {
        @Override
        void check(ExtractorSubject subject) {
            assertEquals(
                    subject.said(subject.read()),
                    subject.said(subject.extractor().read(subject.files())));
        }
    },
    CONTENTS_UNTOUCHED("does not change what it reads, nor looks at it again") {
        @Override
        void check(ExtractorSubject subject) {
            SimulationContents contents = subject.input().get();
            List<FileContent> all = new ArrayList<>(contents.files());
            all.add(contents.input());
            List<byte[]> before = all.stream().map(file -> file.bytes().clone()).toList();
            Workload workload = subject.extractor().read(contents);
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.get(i), all.get(i).bytes(), all.get(i).name());
            }
            all.forEach(file -> Arrays.fill(file.bytes(), (byte) 0));
            assertEquals(subject.said(subject.read()), subject.said(workload));
        }
    },
    ROWS("makes rows of the schema that is asked for") {
        @Override
        void check(ExtractorSubject subject) {
            Workload workload = subject.read();
            for (FeatureSchema schema : subject.extractor().schemas()) {
                FeatureVector row = workload.features(schema, Layout.serial(), ExtractorSubject.MACHINE);
                assertEquals(schema, row.schema());
                assertEquals(
                        schema, workload.rows(schema, ExtractorSubject.MACHINE).schema());
            }
        }
    },
    MANY_LAYOUTS("gives the same rows for many layouts at once, and writes nothing else") {
        @Override
        void check(ExtractorSubject subject) {
            Workload workload = subject.read();
            int most = ExtractorSubject.spreads().size();
            for (FeatureSchema schema : subject.extractor().schemas()) {
                LayoutRows rows = workload.rows(schema, ExtractorSubject.MACHINE);
                for (int[] part : new int[][] {{0, most}, {1, 1}, {1, 2}, {most - 2, most}}) {
                    int length = (part[1] - part[0]) * schema.size();
                    double[] out = new double[length + 1];
                    out[length] = UNTOUCHED;
                    rows.fill(ExtractorSubject.layouts(), part[0], part[1], out);
                    assertEquals(UNTOUCHED, out[length], "behind the last row of " + schema.name());
                    double[] expected = ExtractorSubject.spreads().subList(part[0], part[1]).stream()
                            .flatMapToDouble(
                                    spread -> Arrays.stream(workload.features(schema, spread, ExtractorSubject.MACHINE)
                                            .toArray()))
                            .toArray();
                    assertArrayEquals(expected, Arrays.copyOf(out, length), schema.name());
                }
            }
        }
    },
    FOREIGN_SCHEMA("refuses a schema that is not its own") {
        @Override
        void check(ExtractorSubject subject) {
            Workload workload = subject.read();
            FeatureSchema foreign = new FeatureSchema(
                    "no-such-schema", subject.extractor().schemas().get(0).features());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> workload.features(foreign, Layout.serial(), ExtractorSubject.MACHINE));
            assertThrows(IllegalArgumentException.class, () -> workload.rows(foreign, ExtractorSubject.MACHINE));
        }
    },
    RESTORE("restores features and memory from the counts, without warnings") {
        @Override
        void check(ExtractorSubject subject) {
            Workload workload = subject.read();
            Workload restored = subject.extractor().restore(workload.counts());
            assertEquals(subject.numbers(workload), subject.numbers(restored));
            assertEquals(List.of(), restored.warnings());
        }
    },
    MISSING_COUNTS("misses no count before it is needed, and invents none") {
        @Override
        void check(ExtractorSubject subject) {
            List<Count> all = subject.read().counts().all();
            for (int i = 0; i < all.size(); i++) {
                List<Count> others = new ArrayList<>(all);
                others.remove(i);
                Workload partial = subject.extractor().restore(new Counts(others));
                subject.assertSameOrRefused(() -> partial, "without " + all.get(i));
            }
        }
    },
    OTHER_KINDS("refuses a count of another kind, at the latest where it is needed") {
        @Override
        void check(ExtractorSubject subject) {
            List<Count> all = subject.read().counts().all();
            for (int i = 0; i < all.size(); i++) {
                List<Count> others = new ArrayList<>(all);
                others.set(i, otherKind(all.get(i)));
                subject.assertSameOrRefused(
                        () -> subject.extractor().restore(new Counts(others)), "with " + others.get(i));
            }
        }

        private static Count otherKind(Count count) {
            return count instanceof Count.Grid
                    ? new Count.Flag(count.name(), true)
                    : new Count.Grid(count.name(), 2, 2, 2);
        }
    },
    CHOICE("knows what its program makes of nodes, ranks and threads, at which it starts") {
        @Override
        void check(ExtractorSubject subject) {
            Workload workload = subject.read();
            for (Layout spread : ExtractorSubject.spreads()) {
                Layout choice = workload.programsChoice(spread.nodes(), spread.tasksPerNode(), spread.threadsPerTask());
                assertEquals(spread.nodes(), choice.nodes());
                assertEquals(spread.tasksPerNode(), choice.tasksPerNode());
                assertEquals(spread.threadsPerTask(), choice.threadsPerTask());
                assertTrue(
                        workload.problems(choice, ExtractorSubject.MACHINE).stream()
                                .noneMatch(problem -> problem.severity() == Severity.STOPS),
                        "stops at its own " + choice);
            }
        }
    },
    MEMORY("estimates a positive number of bytes, or none") {
        @Override
        void check(ExtractorSubject subject) {
            Workload workload = subject.read();
            for (Layout spread : ExtractorSubject.spreads()) {
                workload.memoryPerRankBytes(spread)
                        .ifPresent(bytes -> assertTrue(bytes > 0 && bytes < Double.MAX_VALUE, bytes + " bytes"));
            }
        }
    },
    EMPTY_INPUT("refuses an empty input and one without the files it names, and says where") {
        @Override
        void check(ExtractorSubject subject) {
            SimulationContents empty = subject.with(new byte[0]);
            InputException e =
                    assertThrows(InputException.class, () -> subject.extractor().read(empty));
            assertEquals(empty.input().name(), e.location().source());
            SimulationContents contents = subject.input().get();
            if (!contents.files().isEmpty()) {
                SimulationContents alone = new SimulationContents(contents.input(), List.of(), contents.codeVersion());
                assertThrows(InputException.class, () -> subject.extractor().read(alone));
            }
        }
    },
    DAMAGED_INPUT("throws nothing but an InputException whatever the bytes") {
        @Override
        void check(ExtractorSubject subject) {
            byte[] sound = subject.input().get().input().bytes();
            Random random = new Random(SEED);
            for (int i = 0; i < DAMAGES; i++) {
                boolean cut = i % 3 == 0;
                byte[] bytes = Arrays.copyOf(sound, cut ? random.nextInt(sound.length) : sound.length);
                for (int change = cut ? 1 : 0; change <= i % 4 && bytes.length > 0; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try {
                    subject.extractor().read(subject.with(bytes));
                } catch (InputException expected) {
                    assertTrue(expected.location().line() > 0, expected.toString());
                }
            }
        }
    },
    CONCURRENT("may be asked by several threads at once") {
        @Override
        void check(ExtractorSubject subject) throws Exception {
            FeatureExtractor extractor = subject.extractor();
            Workload one = extractor.read(subject.input().get());
            List<Object> expected = subject.said(one);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Callable<List<Object>>> tasks = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    tasks.add(() -> subject.said(one));
                    tasks.add(() -> subject.said(extractor.read(subject.input().get())));
                }
                for (Future<List<Object>> result : threads.invokeAll(tasks)) {
                    assertEquals(expected, result.get());
                }
            } finally {
                threads.shutdownNow();
            }
        }
    },
    IMMUTABLE("hands out nothing that changes it") {
        @Override
        void check(ExtractorSubject subject) throws Exception {
            FeatureExtractor extractor = subject.extractor();
            Workload workload = extractor.read(subject.input().get());
            Layout odd = ExtractorSubject.spreads().get(4);
            assertKept("schemas", extractor::schemas);
            assertKept("warnings", workload::warnings);
            assertKept("warnings of a layout", () -> workload.warnings(odd));
            assertKept("problems", () -> workload.problems(odd, ExtractorSubject.MACHINE));
        }

        private static void assertKept(String what, Callable<List<?>> list) throws Exception {
            List<?> before = List.copyOf(list.call());
            List<?> given = list.call();
            try {
                given.add(null);
            } catch (UnsupportedOperationException e) {
                return; // cannot be changed
            }
            assertEquals(before, list.call(), what);
        }
    };

    private static final double UNTOUCHED = -1.25;
    private static final int DAMAGES = 200;
    private static final long SEED = 20_261_122L;

    private final String sentence;

    ExtractorRule(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    abstract void check(ExtractorSubject subject) throws Exception;
}
