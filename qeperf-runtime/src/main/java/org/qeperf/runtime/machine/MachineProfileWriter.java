package org.qeperf.runtime.machine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Machine records out. */
final class MachineProfileWriter {

    private MachineProfileWriter() {}

    static ObjectNode write(MachineProfile profile) {
        Hardware hardware = profile.hardware();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("format", MachineProfile.FORMAT)
                .put("name", profile.name())
                .put("date", profile.date().toString())
                .put("java_version", profile.javaVersion())
                .put("cpu_model", hardware.cpuModel().orElse(null));
        put(object, "sockets", hardware.sockets());
        put(object, "numa_nodes", hardware.numaNodes());
        put(object, "cores", hardware.cores());
        object.put("hardware_threads", hardware.hardwareThreads());
        put(object, "clock_hz", hardware.clockHz());
        put(object, "clock_nominal_hz", hardware.clockNominalHz());
        put(object, "clock_max_hz", hardware.clockMaxHz());
        hardware.vectorFlags().forEach(object.putArray("vector_flags")::add);
        put(object, "vector_bits", hardware.vectorBits());
        ArrayNode caches = object.putArray("caches");
        for (Cache cache : hardware.caches()) {
            caches.addObject()
                    .put("level", cache.level())
                    .put("type", cache.type())
                    .put("size_bytes", cache.bytes())
                    .put("shared_by_threads", cache.sharedByThreads())
                    .put("count", cache.count());
        }
        object.put("memory_bytes", hardware.memoryBytes());
        object.put("measured_threads", profile.threads()).put("measured_array_bytes", profile.arrayBytes());
        profile.figures().forEach((figure, rate) -> object.put(figure.key(), Math.round(rate.value())));
        ObjectNode spread = object.putObject("spread");
        profile.figures().forEach((figure, rate) -> spread.put(figure.key(), Math.round(1e4 * rate.spread()) / 1e4));
        return object;
    }

    private static void put(ObjectNode object, String key, OptionalInt value) {
        object.put(key, value.isPresent() ? (Integer) value.getAsInt() : null);
    }

    private static void put(ObjectNode object, String key, OptionalLong value) {
        object.put(key, value.isPresent() ? (Long) value.getAsLong() : null);
    }
}
