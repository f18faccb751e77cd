package org.qeperf.train.automl.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.validate.Validation;

/**
 * What to search for, as a plan file says it.
 *
 * @param model name and version of the model to make
 * @param data what to learn from
 * @param features alternatives that the search chooses from; for tables at least one
 * @param standardize alternatives: whether columns are shifted and scaled to mean 0 and deviation 1 over the training rows
 * @param targets alternatives: the target's logarithm, or the target as it is
 * @param columnSelection whether only some features are kept
 * @param test rows that are looked at once, after the search
 * @param selection how the rows that are left are divided to choose by
 * @param techniques what to try, at least one
 * @param search how to choose hyperparameters
 * @param runs how often all is repeated, each time with another division
 * @param seed where all chance comes from
 * @param refit whether the model that is written learns from all rows in the end; if not, it is the one that was measured
 * @param notes what people should know of how the plan was read
 */
public record AutoMlPlan(
        ModelName model,
        DataPlan data,
        List<FeaturePlan> features,
        List<Boolean> standardize,
        List<Preparation.TargetForm> targets,
        Optional<ColumnSelectionPlan> columnSelection,
        Validation test,
        Validation selection,
        List<TechniquePlan> techniques,
        SearchPlan search,
        int runs,
        long seed,
        boolean refit,
        List<String> notes) {

    /** Copies the lists. */
    public AutoMlPlan {
        features = List.copyOf(features);
        standardize = List.copyOf(standardize);
        targets = List.copyOf(targets);
        techniques = List.copyOf(techniques);
        notes = List.copyOf(notes);
    }

    /**
     * The same, searched in another way.
     *
     * @param other how to choose hyperparameters
     * @param otherSeed where all chance comes from
     * @return a new plan
     */
    public AutoMlPlan searching(SearchPlan other, long otherSeed) {
        return new AutoMlPlan(
                model,
                data,
                features,
                standardize,
                targets,
                columnSelection,
                test,
                selection,
                techniques,
                other,
                runs,
                otherSeed,
                refit,
                notes);
    }

    /**
     * Name and version of a model.
     *
     * @param name lower-case letters, digits and hyphens
     * @param version lower-case letters, digits, hyphens and periods
     */
    public record ModelName(String name, String version) {

        private static final int LONGEST = 64;

        /**
         * A name after the plan's file, version 1.
         *
         * @param plan where the plan is
         * @return the file's name in small letters without its ending, hyphens in place of all other characters
         */
        public static ModelName after(Path plan) {
            String file = String.valueOf(plan.getFileName()).toLowerCase(Locale.ROOT);
            int end = file.lastIndexOf('.');
            String name = (end > 0 ? file.substring(0, end) : file)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            String shown = name.isEmpty() ? "model" : name;
            return new ModelName(shown.substring(0, Math.min(LONGEST, shown.length())), "1");
        }
    }

    /** What to learn from. */
    public sealed interface DataPlan {

        /**
         * The same without the folder of the file, to tell whether two plans are the same wherever they lie.
         *
         * @return a plan that can be compared but not read
         */
        DataPlan anywhere();

        /**
         * A table in a file of comma-separated values.
         *
         * @param file where it is
         * @param target the column to predict
         * @param columns which columns and rows to keep
         */
        record CsvFile(Path file, String target, org.qeperf.train.table.ColumnPlan columns) implements DataPlan {
            @Override
            public DataPlan anywhere() {
                return new CsvFile(Path.of(String.valueOf(file.getFileName())), target, columns);
            }
        }

        /**
         * The runs of a run file.
         *
         * @param file where it is
         * @param cleaning name of the rules that decide which runs to keep
         * @param code simulation program of the runs
         * @param schemas features that the search chooses from, at least one
         * @param normalizers what the target is divided by, which the search chooses from; empty for nothing
         */
        record RunFile(Path file, String cleaning, String code, List<String> schemas, List<String> normalizers)
                implements DataPlan {
            /** Copies the lists. */
            public RunFile {
                schemas = List.copyOf(schemas);
                normalizers = List.copyOf(normalizers);
            }

            @Override
            public DataPlan anywhere() {
                return new RunFile(Path.of(String.valueOf(file.getFileName())), cleaning, code, schemas, normalizers);
            }
        }
    }

    /**
     * Keeps some features only, chosen on the rows learnt from.
     *
     * @param method how
     * @param least fewest features
     * @param most most features
     * @param folds parts of the training rows that a forward search measures on
     * @param tolerance share of the importance that may be left out
     * @param technique {@code provider/algorithm} whose importance counts; empty for the technique itself
     */
    public record ColumnSelectionPlan(
            Method method, int least, int most, int folds, double tolerance, String technique) {

        /** How features are chosen. */
        public enum Method {
            /** One after the other, always the one that lowers the error most (sequential forward selection). */
            FORWARD,
            /** The most important ones of a model of all. */
            IMPORTANCE
        }
    }

    /**
     * How hyperparameters are chosen.
     *
     * @param method name of a search method, see {@code docs/search.md}
     * @param trials most trials of each technique
     * @param seconds most seconds for all; empty for no limit
     * @param resource what cheap trials save: rows, or steps of iterative techniques
     * @param latencyMicroseconds most time that the prediction of one row may take; empty for no limit
     */
    public record SearchPlan(
            String method, int trials, OptionalDouble seconds, Resource resource, OptionalDouble latencyMicroseconds) {

        /**
         * The same with another limit of time.
         *
         * @param limit seconds for all trials; empty for none
         * @return a new plan
         */
        public SearchPlan within(OptionalDouble limit) {
            return new SearchPlan(method, trials, limit, resource, latencyMicroseconds);
        }

        /** What cheap trials save. */
        public enum Resource {
            /** They learn from fewer rows. */
            ROWS,
            /** They take fewer steps; techniques without steps learn from fewer rows. */
            STEPS
        }
    }
}
