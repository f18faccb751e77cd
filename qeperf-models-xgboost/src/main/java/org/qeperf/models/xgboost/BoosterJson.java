package org.qeperf.models.xgboost;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What is read of XGBoost's own model file (doc/model.schema of its sources). Its numbers are the shortest decimals that
 * stand for a {@code float}, so they are read as that and nothing is lost.
 *
 * @param learner all of it
 */
record BoosterJson(Learner learner) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    record Learner(GradientBooster gradientBooster, Parameters learnerModelParam) {}

    /**
     * Of its members one is read.
     *
     * @param baseScore what the sum of trees begins with
     */
    record Parameters(String baseScore) {}

    record GradientBooster(Model model) {}

    record Model(List<Tree> trees) {}

    /**
     * A tree whose node 0 is the root. Each array has an element for every node.
     *
     * @param leftChildren where to go if the condition holds, -1 for a leaf
     * @param rightChildren where to go otherwise
     * @param splitIndices the feature asked for
     * @param splitConditions the condition is that the feature is less than this; a leaf's value
     * @param sumHessian rows that came here, for squared and absolute errors
     * @param lossChanges what the split gained
     */
    record Tree(
            int[] leftChildren,
            int[] rightChildren,
            int[] splitIndices,
            float[] splitConditions,
            float[] sumHessian,
            float[] lossChanges) {}

    static BoosterJson parse(byte[] json) {
        try {
            return JSON.readValue(json, BoosterJson.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Tree> trees() {
        return learner.gradientBooster().model().trees();
    }

    float base() {
        return Float.parseFloat(learner.learnerModelParam().baseScore());
    }
}
