package org.qeperf.runtime.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.PortableModel;

/** The models that ship with qeperf, read once. Immutable and safe for concurrent use. */
public final class ShippedModels {

    private final RunModels own;
    private final RunModels anyMachine;
    private final List<ShippedModel> all;
    private final int[] cores;

    /**
     * A model with its file.
     *
     * @param model the model
     * @param bytes content of its file; copied when asked for
     * @param sha256 digest of that content
     */
    public record ShippedModel(PortableModel model, byte[] bytes, String sha256) {

        /** Digests the content. */
        ShippedModel(PortableModel model, byte[] bytes) {
            this(model, bytes, Digest.sha256(bytes));
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    private ShippedModels(List<ShippedModel> all) {
        this.all = List.copyOf(all);
        List<PortableModel> models = all.stream().map(ShippedModel::model).toList();
        own = RunModels.of(models.subList(0, ModelShelf.TARGETS.size()));
        anyMachine = own.withTime(models.get(models.size() - 1));
        cores = coresSeen(models.get(0));
    }

    /**
     * Reads them.
     *
     * @param schemas the schemas that rows can be made for
     * @return verified models
     * @throws ArtifactException if one cannot be used
     */
    public static ShippedModels read(Collection<FeatureSchema> schemas) {
        record Shipped(String file, Target target) {}
        List<Shipped> files = new ArrayList<>();
        ModelShelf.TARGETS.forEach(target -> files.add(new Shipped(target.name() + ModelShelf.ENDING, target)));
        files.add(new Shipped(ModelShelf.ANY_MACHINE, Target.SECONDS_PER_SCF_ITERATION));
        List<ShippedModel> all = AtOnce.map(files, one -> {
            byte[] bytes = ModelShelf.shippedBytes(one.file(), one.target());
            return new ShippedModel(ModelShelf.read(one.file(), bytes, schemas), bytes);
        });
        return new ShippedModels(all);
    }

    /**
     * Whether the model of the time of an iteration that was made of qeperf's own runs is the better one for a machine: it has seen
     * so many cores on a node, and there is one node.
     *
     * @param machine the machine
     * @param nodes how many nodes layouts use, at most
     * @return false if the one of any machine is
     */
    public boolean knows(Machine machine, int nodes) {
        return knows(cores, machine, nodes);
    }

    /** The same of a model that has seen so few and so many cores on a node. */
    static boolean knows(int[] cores, Machine machine, int nodes) {
        return nodes == 1 && machine.coresPerNode() >= cores[0] && machine.coresPerNode() <= cores[1];
    }

    /**
     * The models for a machine, as {@link ModelShelf#shipped(Machine, int)} chooses them.
     *
     * @param machine the machine
     * @param nodes how many nodes layouts use, at most
     * @return one for each target
     */
    public RunModels of(Machine machine, int nodes) {
        return knows(machine, nodes) ? own : anyMachine;
    }

    /**
     * The models for machines like the one that qeperf's own runs were made on.
     *
     * @return one for each target
     */
    public RunModels own() {
        return own;
    }

    /**
     * The models for all other machines.
     *
     * @return one for each target
     */
    public RunModels anyMachine() {
        return anyMachine;
    }

    /**
     * All of them.
     *
     * @return one for each target, then the one of the time of an iteration on any machine
     */
    public List<ShippedModel> all() {
        return all;
    }

    /** Fewest and most cores on a node. */
    static int[] coresSeen(PortableModel model) {
        int column = model.schema().indexOf("cores_per_node");
        double[][] range = model.range();
        return new int[] {(int) Math.ceil(range[0][column]), (int) Math.floor(range[1][column])};
    }
}
