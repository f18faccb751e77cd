package org.qeperf.app.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** NGINX with the site, at high ports of loopback, in front of a service that tells what it was asked. */
final class LiveSite implements AutoCloseable {

    private static final int UPLOAD = 1 << 20;
    private static final int PATIENCE_MILLIS = 10_000;

    static {
        // The service writes head and body one after the other, and the body would wait 40 ms for the head's receipt.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer service;
    private final Process nginx;
    private final SSLContext tls;
    private final int plainPort;
    private final int tlsPort;

    /** Files of a certificate. */
    record Certificate(Path certificate, Path key) {}

    /** An answer; a header that is not there is empty. */
    record Answer(int status, List<String> headers, String body) {
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private LiveSite(HttpServer service, Process nginx, SSLContext tls, int plainPort, int tlsPort) {
        this.service = service;
        this.nginx = nginx;
        this.tls = tls;
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
    }

    /** Where NGINX passes requests on to. */
    int servicePort() {
        return service.getAddress().getPort();
    }

    static Certificate certificate(Path folder) throws IOException, InterruptedException {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Process openssl;
        try {
            openssl = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "ec",
                            "-pkeyopt",
                            "ec_paramgen_curve:prime256v1",
                            "-nodes",
                            "-days",
                            "2",
                            "-subj",
                            "/CN=qeperf.test",
                            "-addext",
                            "subjectAltName=DNS:qeperf.test",
                            "-out",
                            certificate.toString(),
                            "-keyout",
                            key.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "openssl is not here");
            throw e;
        }
        assertTrue(openssl.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, openssl.exitValue());
        return new Certificate(certificate, key);
    }

    static NginxSite site(Certificate files, int port) {
        return NginxSite.of(
                "qeperf.test",
                "127.0.0.1",
                port,
                UPLOAD,
                Optional.of(files.certificate().toString()),
                Optional.of(files.key().toString()));
    }

    static LiveSite start(Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Tool.NGINX.find();
        assumeTrue(program.isPresent(), "nginx is not here");
        Certificate files = certificate(folder);
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            StringBuilder text = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> text.append(name + ": " + value + "\n")));
            text.append("bytes: " + exchange.getRequestBody().readAllBytes().length + "\n");
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        service.start();
        int plainPort = free();
        int tlsPort = free();
        String site = site(files, service.getAddress().getPort())
                .text()
                .replaceAll("(?m)^ *listen \\[::\\].*\n", "")
                .replace("listen 80;", "listen 127.0.0.1:" + plainPort + ";")
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + tlsPort + " ssl;");
        Path include = Files.writeString(folder.resolve("live.conf"), site);
        Path main = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    include %2$s;
                }
                """.formatted(folder, include));
        Path log = folder.resolve("nginx.log");
        Process nginx = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        main.toString(),
                        "-e",
                        "stderr")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        LiveSite live = new LiveSite(service, nginx, trusting(files), plainPort, tlsPort);
        live.await(log);
        return live;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static SSLContext trusting(Certificate files) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (var in = Files.newInputStream(files.certificate())) {
                store.setCertificateEntry(
                        "site", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), tlsPort).close();
                return;
            } catch (IOException e) {
                if (!nginx.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException("nginx did not start: " + Files.readString(log), e);
                }
                Thread.sleep(20);
            }
        }
    }

    Answer plain(String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plainPort)) {
            return ask(socket, "GET", path, -1, headers);
        }
    }

    Answer get(String path, String... headers) throws IOException {
        try (Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), tlsPort)) {
            return ask(socket, "GET", path, -1, headers);
        }
    }

    Answer post(String path, int bytes, String... headers) throws IOException {
        try (Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), tlsPort)) {
            return ask(socket, "POST", path, bytes, headers);
        }
    }

    /** Written by hand, since clients normalise paths and refuse to send some headers. */
    private static Answer ask(Socket socket, String method, String path, int bytes, String... headers)
            throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: qeperf.test\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (bytes >= 0) {
            head.append("Content-Length: ").append(bytes).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        if (bytes > 0 && bytes <= UPLOAD) {
            out.write(new byte[bytes]);
            out.flush();
        }
        socket.getInputStream().transferTo(answer);
        String text = answer.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = text.substring(0, end).lines().toList();
        return new Answer(
                Integer.parseInt(lines.get(0).split(" ")[1]), lines.subList(1, lines.size()), text.substring(end + 4));
    }

    /** Statuses of requests that are sent at once. */
    List<Integer> flood(String path, int requests) throws IOException {
        try (Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), tlsPort)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String one = "GET " + path + " HTTP/1.1\r\nHost: qeperf.test\r\n";
            String all = (one + "\r\n").repeat(requests - 1) + one + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answers);
            return Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ")
                    .matcher(answers.toString(StandardCharsets.UTF_8))
                    .results()
                    .map(result -> Integer.valueOf(result.group(1)))
                    .toList();
        }
    }

    void stopService() {
        service.stop(0);
    }

    @Override
    public void close() {
        service.stop(0);
        nginx.destroyForcibly();
        nginx.onExit().join();
    }
}
