package org.qeperf.app.deploy;

import java.util.Optional;

/**
 * The site of NGINX 1.18 or newer in front of the service, on the same machine: it ends TLS, bounds what one client may ask for, and
 * tells the service who asks. What a client says of that is overwritten.
 *
 * @param serverName name that the site is called by
 * @param address number of the loopback interface that the service listens at
 * @param port port that it listens at
 * @param uploadBytes most bytes of a request
 * @param certificate chain of certificates, PEM
 * @param key their key, PEM
 */
public record NginxSite(String serverName, String address, int port, int uploadBytes, String certificate, String key) {

    /** Name of the site's file. */
    public static final String FILE = "qeperf.conf";

    /** How long the site waits for an answer. */
    private static final int ANSWER_SECONDS = 130;

    /** Checks every value. */
    public NginxSite {
        Plain.serverName(serverName);
        Plain.address(address);
        if (!Plain.isLoopback(address)) {
            throw new IllegalArgumentException(
                    "the address is " + address + "; expected one of loopback such as 127.0.0.1,"
                            + " since the way from NGINX to the service is not encrypted");
        }
        Plain.port(port);
        Plain.path(certificate, "the certificate");
        Plain.path(key, "the key");
        if (uploadBytes < 1) {
            throw new IllegalArgumentException("the largest upload is " + uploadBytes + " bytes; expected at least 1");
        }
    }

    /**
     * A site whose certificate certbot keeps, unless it is told.
     *
     * @param serverName name that the site is called by
     * @param address number of the loopback interface that the service listens at
     * @param port port that it listens at
     * @param uploadBytes most bytes of a request
     * @param certificate chain of certificates, where it is not certbot's
     * @param key their key, where it is not certbot's
     * @return the site
     * @throws IllegalArgumentException if a value cannot stand in the file, or one of certificate and key is told without the other
     */
    public static NginxSite of(
            String serverName,
            String address,
            int port,
            int uploadBytes,
            Optional<String> certificate,
            Optional<String> key) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate needs its key; expected both or none");
        }
        String certbot = "/etc/letsencrypt/live/" + Plain.serverName(serverName);
        return new NginxSite(
                serverName,
                address,
                port,
                uploadBytes,
                certificate.orElse(certbot + "/fullchain.pem"),
                key.orElse(certbot + "/privkey.pem"));
    }

    /**
     * The site.
     *
     * @return content of {@value #FILE}, to be included in NGINX's {@code http} block
     */
    public String text() {
        return zones() + redirect() + """
                server {
                    listen 443 ssl;
                    listen [::]:443 ssl;
                    server_name %s;
                    server_tokens off;

                    ssl_certificate %s;
                    ssl_certificate_key %s;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_session_cache shared:qeperf_tls:10m;
                    ssl_session_timeout 1d;
                    ssl_session_tickets off;

                    add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;

                    client_max_body_size %d;
                    client_header_timeout 10s;
                    client_body_timeout 60s;
                    send_timeout 60s;

                    # Pages only: answers to uploads are not compressed, whose length would tell of their content.
                    gzip on;
                    gzip_proxied any;
                    gzip_vary on;
                    gzip_types text/css text/javascript application/javascript image/svg+xml;

                """.formatted(serverName, certificate, key, uploadBytes) + errors() + locations()
                + "}\n";
    }

    private String zones() {
        return """
                limit_req_zone $binary_remote_addr zone=qeperf_requests:10m rate=20r/s;
                limit_conn_zone $binary_remote_addr zone=qeperf_connections:10m;

                upstream qeperf {
                    server %s;
                    keepalive 16;
                    keepalive_timeout 45s;
                }

                """.formatted(Plain.endpoint(address, port));
    }

    /** The name is the site's own, not the one that the client says. */
    private String redirect() {
        return """
                server {
                    listen 80;
                    listen [::]:80;
                    server_name %1$s;
                    server_tokens off;
                    location ^~ /.well-known/acme-challenge/ {
                        root /var/www/certbot;
                    }
                    location / {
                        return 301 https://%1$s$request_uri;
                    }
                }

                """.formatted(serverName);
    }

    /** NGINX's own errors in the form of the service's, RFC 9457. */
    private static String errors() {
        StringBuilder text = new StringBuilder();
        error(text, "413", 413, "Content Too Large", "the request is larger than this server takes");
        error(text, "429", 429, "Too Many Requests", "too many requests at once; try again later");
        error(text, "502 504", 503, "Service Unavailable", "the service does not answer; try again later");
        return text.toString();
    }

    private static void error(StringBuilder text, String from, int status, String title, String detail) {
        text.append("""
                    error_page %1$s = @status%2$d;
                    location @status%2$d {
                        internal;
                        default_type application/problem+json;
                        return %2$d '{"type":"about:blank","title":"%3$s","status":%2$d,"detail":"%4$s"}';
                    }

                """.formatted(from, status, title, detail));
    }

    private String locations() {
        return """
                    # For programs on this machine, which ask the service itself.
                    location ~ "/metrics(;|/|$)" {
                        return 403;
                    }

                    location /health/ {
                        limit_conn qeperf_connections 20;
                        limit_conn_status 429;
                        proxy_pass http://qeperf;
                    }

                    location / {
                        limit_req zone=qeperf_requests burst=40 nodelay;
                        limit_req_status 429;
                        limit_conn qeperf_connections 20;
                        limit_conn_status 429;
                        proxy_pass http://qeperf;
                    }

                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host %3$s;
                    proxy_set_header X-Real-IP $remote_addr;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-Host %1$s;
                    proxy_set_header Forwarded "";
                    proxy_set_header Proxy "";
                    proxy_request_buffering on;
                    proxy_connect_timeout 3s;
                    proxy_send_timeout 60s;
                    proxy_read_timeout %2$ds;
                    proxy_next_upstream off;
                """.formatted(serverName, ANSWER_SECONDS, Plain.endpoint(address, port));
    }
}
