/** Plans written in YAML, with the place of every value: {@link org.qeperf.train.yaml.YamlNode}. */
@NullMarked
package org.qeperf.train.yaml;

import org.jspecify.annotations.NullMarked;
