/**
 * The interfaces that embedding programs and plug-ins compile against.
 *
 * @uses org.qeperf.api.train.RegressorProvider training back-ends
 */
module org.qeperf.api {
    requires transitive static org.jspecify;
    requires org.slf4j;

    exports org.qeperf.api;
    exports org.qeperf.api.feature;
    exports org.qeperf.api.predict;
    exports org.qeperf.api.train;

    uses org.qeperf.api.feature.FeatureExtractor;
    uses org.qeperf.api.predict.ModelFormat;
    uses org.qeperf.api.train.RegressorProvider;
}
