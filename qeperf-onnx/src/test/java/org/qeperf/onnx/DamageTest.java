package org.qeperf.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.KernelMachine.Kernel;

/** Whatever the bytes are: a model that predicts positive numbers, or an {@link ArtifactException}. */
class DamageTest {

    private static final int TRIALS = Integer.getInteger("qeperf.fuzz", 3000);
    private static final long[] WHOLES = {0, 1, -1, 2, 3, 4, 1024, Integer.MAX_VALUE, Long.MIN_VALUE, 1L << 53};

    static Stream<PortableModel> models() {
        return Stream.of(
                Examples.rawForest(),
                Examples.linearOverTrees(),
                Examples.networkOverLinear(),
                Examples.normalForm(),
                Examples.kernels(Kernel.GAUSSIAN));
    }

    private static boolean isRefused(byte[] bytes, String damage) {
        long start = System.nanoTime();
        try {
            RuntimePredictor model =
                    new OnnxFormat().read("m.onnx", new ByteArrayInputStream(bytes), List.of(Examples.SCHEMA));
            try {
                double[] out = new double[3];
                model.predict(Examples.rows(3, 1), out);
                assertTrue(Arrays.stream(out).allMatch(y -> y > 0 && y < Double.POSITIVE_INFINITY), damage);
            } catch (QePerfException e) {
                assertTrue(e.getMessage().contains("expected a positive number"), damage);
            }
            return false;
        } catch (ArtifactException e) {
            assertTrue(e.getMessage().startsWith("m.onnx: "), damage);
            assertEquals(1, e.getMessage().lines().count(), damage);
            assertTrue(e.getMessage().length() < 1200, damage);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(damage, e);
        } finally {
            assertTrue(System.nanoTime() - start < 20e9, damage + " took too long");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aWrongBitHurtsNobody(PortableModel model) {
        byte[] bytes = OnnxExport.toBytes(model);
        Random random = new Random(17);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int bit = random.nextInt(8 * bytes.length);
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused += isRefused(damaged, "bit " + bit) ? 1 : 0;
        }
        assertTrue(refused > TRIALS / 4, refused + " of " + TRIALS + " refused");
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFileCutShortIsRefused(PortableModel model) {
        byte[] bytes = OnnxExport.toBytes(model);
        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 1000) {
            assertTrue(isRefused(Arrays.copyOf(bytes, length), "cut to " + length));
        }
    }

    /** Sound messages that say other things: shapes, indices, names and operators that do not belong together. */
    @ParameterizedTest
    @MethodSource("models")
    void aSoundFileOfNonsenseHurtsNobody(PortableModel model) throws Exception {
        ModelProto sound = ModelProto.parseFrom(OnnxExport.toBytes(model));
        Random random = new Random(19);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            GraphProto.Builder graph = sound.getGraph().toBuilder();
            for (int i = 0; i <= random.nextInt(3); i++) {
                spoil(graph, random);
            }
            byte[] bytes = sound.toBuilder().setGraph(graph).build().toByteArray();
            refused += isRefused(bytes, "trial " + trial) ? 1 : 0;
        }
        assertTrue(refused > TRIALS / 4 && refused < TRIALS, refused + " of " + TRIALS + " refused");
    }

    private static void spoil(GraphProto.Builder graph, Random random) {
        int at = random.nextInt(graph.getNodeCount());
        NodeProto.Builder node = graph.getNodeBuilder(at);
        switch (random.nextInt(5)) {
            case 0 -> node.setOpType(any(Operators.names().toArray(new String[0]), random));
            case 1 -> {
                if (node.getInputCount() > 0) {
                    NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
                    node.setInput(random.nextInt(node.getInputCount()), other.getOutput(0));
                }
            }
            case 2 -> graph.removeNode(at);
            case 3 -> {
                if (node.getAttributeCount() > 0) {
                    AttributeProto.Builder attribute =
                            node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
                    long whole = WHOLES[random.nextInt(WHOLES.length)];
                    if (attribute.getIntsCount() > 0) {
                        attribute.setInts(random.nextInt(attribute.getIntsCount()), whole);
                    } else {
                        attribute.setI(whole);
                    }
                }
            }
            default -> {
                if (graph.getInitializerCount() > 0) {
                    TensorProto.Builder tensor =
                            graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
                    byte[] raw = tensor.getRawData().toByteArray();
                    if (random.nextBoolean() && raw.length > 0) {
                        raw[random.nextInt(raw.length)] = (byte) random.nextInt();
                        tensor.setRawData(ByteString.copyFrom(raw));
                    } else if (tensor.getDimsCount() > 0) {
                        tensor.setDims(random.nextInt(tensor.getDimsCount()), WHOLES[random.nextInt(WHOLES.length)]);
                    }
                }
            }
        }
    }

    private static String any(String[] words, Random random) {
        return words[random.nextInt(words.length)];
    }

    @Test
    void bytesOfAnyKindAreRefused() {
        Random random = new Random(18);
        for (int trial = 0; trial < 2000; trial++) {
            byte[] bytes = new byte[random.nextInt(500)];
            random.nextBytes(bytes);
            assertTrue(isRefused(bytes, "trial " + trial));
        }
    }
}
