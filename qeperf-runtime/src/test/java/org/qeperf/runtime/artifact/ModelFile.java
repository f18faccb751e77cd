package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A model file taken apart, so that a test can spoil one thing in it. */
final class ModelFile {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static ModelFile of(PortableModel model) {
        return of(ExampleModels.bytes(model));
    }

    static ModelFile of(byte[] bytes) {
        ModelFile file = new ModelFile();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                file.entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    String text(String entry) {
        return new String(entries.get(entry), StandardCharsets.UTF_8);
    }

    ModelFile put(String entry, String text) {
        entries.put(entry, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ModelFile put(String array, Object values) {
        entries.put("arrays/" + array + ".npy", Npy.write(values));
        return this;
    }

    ModelFile remove(String entry) {
        entries.remove(entry);
        return this;
    }

    ModelFile manifest(Consumer<ObjectNode> change) {
        try {
            ObjectNode manifest = (ObjectNode) ArtifactFormat.JSON.readTree(entries.get("manifest.json"));
            change.accept(manifest);
            entries.put("manifest.json", ArtifactFormat.JSON.writeValueAsBytes(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The file with sums that match what is in it now. */
    byte[] bytes() {
        entries.put("SHA256SUMS", ArtifactFormat.sums(entries));
        return zip();
    }

    /** The file as it is. */
    byte[] zip() {
        return zip(ZipEntry.STORED);
    }

    byte[] compressed() {
        return zip(ZipEntry.DEFLATED);
    }

    private byte[] zip(int method) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                head.setMethod(method);
                head.setSize(entry.getValue().length);
                head.setCrc(crc.getValue());
                zip.putNextEntry(head);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
