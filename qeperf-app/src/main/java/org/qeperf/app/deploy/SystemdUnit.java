package org.qeperf.app.deploy;

import java.util.List;
import java.util.Optional;

/**
 * The service as a unit of systemd 247 or newer. It starts with nothing but what it needs: no user of its own unless one is named,
 * no capabilities, no devices, no network but loopback where it listens there, and no place to write but its data and its cache.
 *
 * @param java the Java to run it
 * @param jar the program, with its {@code lib} folder beside it
 * @param address number of the interface to listen at
 * @param port port to listen at
 * @param data folder of the registry and the stored runs
 * @param user who it runs as; empty for a user that systemd makes for it
 * @param heapBytes memory for Java's objects, at least 64 MiB
 * @param uploadBytes most bytes of a request
 * @param keysFile file of the API keys, which only root has to read; empty for none
 */
public record SystemdUnit(
        String java,
        String jar,
        String address,
        int port,
        String data,
        Optional<String> user,
        long heapBytes,
        int uploadBytes,
        Optional<String> keysFile) {

    /** Name of the unit's file. */
    public static final String FILE = "qeperf.service";

    /** Name of the file of its environment. */
    public static final String ENVIRONMENT_FILE = "qeperf.env";

    /** Where the environment is read from. */
    static final String ENVIRONMENT = "/etc/qeperf/" + ENVIRONMENT_FILE;

    /** The setting that the site of NGINX repeats. */
    static final String MAX_UPLOAD = "QEPERF_MAX_UPLOAD";

    private static final String STATE = "/var/lib/";
    private static final String CACHE = "/var/cache/qeperf";

    /** Where the unit sees nothing, or files of its own. */
    private static final List<String> HIDDEN =
            List.of("/home", "/root", "/run/user", "/tmp", "/var/tmp", "/proc", "/dev");

    private static final long MEBIBYTE = 1L << 20;
    private static final long LEAST_HEAP = 64 * MEBIBYTE;
    private static final long MOST_HEAP = 1L << 50;

    /** Threads, code, and arrays of native libraries while a model is trained, besides the heap. */
    private static final long LEAST_BESIDES = 512 * MEBIBYTE;

    /** The service gives requests 10 s to end. */
    private static final int STOP_SECONDS = 30;

    /** Checks every value. */
    public SystemdUnit {
        visible(java, "the Java");
        visible(jar, "the jar");
        visible(data, "the data folder");
        Plain.address(address);
        Plain.port(port);
        user.ifPresent(Plain::user);
        keysFile.ifPresent(file -> Plain.path(file, "the keys file"));
        if (heapBytes < LEAST_HEAP || heapBytes > MOST_HEAP) {
            throw new IllegalArgumentException("the memory is " + heapBytes + " bytes; expected 64 MiB to 1 PiB");
        }
        if (uploadBytes < 1) {
            throw new IllegalArgumentException("the largest upload is " + uploadBytes + " bytes; expected at least 1");
        }
        if (user.isEmpty() && !data.startsWith(STATE)) {
            throw new IllegalArgumentException(
                    "the data folder is " + data + ", which a user made by systemd does not own;"
                            + " expected a folder below " + STATE + ", or a user");
        }
    }

    private static void visible(String path, String what) {
        Plain.path(path, what);
        for (String hidden : HIDDEN) {
            if (path.equals(hidden) || path.startsWith(hidden + "/")) {
                throw new IllegalArgumentException(what + " is " + path + ", and the unit does not see " + hidden
                        + "; expected a place such as /opt/qeperf, or " + STATE + "qeperf for data");
            }
        }
    }

    /**
     * The unit.
     *
     * @return content of {@value #FILE}
     */
    public String unit() {
        return """
                [Unit]
                Description=qeperf, predictions of run times of pw.x
                Wants=network-online.target
                After=network-online.target
                StartLimitIntervalSec=300
                StartLimitBurst=5

                [Service]
                Type=exec
                EnvironmentFile=%s
                ExecStart=%s
                ExecStartPost=/usr/bin/curl --silent --show-error --fail --output /dev/null --retry 60 --retry-delay 1 \
                --retry-connrefused --retry-max-time 60 --max-time 5 http://%s/health/ready
                TimeoutStartSec=90
                TimeoutStopSec=%d
                KillSignal=SIGTERM
                SuccessExitStatus=143
                Restart=on-failure
                RestartSec=2
                %s
                CacheDirectory=qeperf
                CacheDirectoryMode=0700
                UMask=0077
                MemoryMax=%dM
                OOMPolicy=kill
                TasksMax=512
                LimitNOFILE=8192
                """.formatted(
                                ENVIRONMENT,
                                command(),
                                Plain.endpoint(probed(), port),
                                STOP_SECONDS,
                                String.join("\n", ownership()),
                                heapMebibytes() + Math.max(LEAST_BESIDES / MEBIBYTE, heapMebibytes() / 2))
                + hardening();
    }

    /**
     * The environment: what is changed without a new unit. Words of {@code QEPERF_JAVA_OPTS} go to Java.
     *
     * @return content of {@value #ENVIRONMENT_FILE}
     */
    public String environment() {
        return MAX_UPLOAD + "=" + uploadBytes + "\nQEPERF_JAVA_OPTS=\n";
    }

    /**
     * The whole program. Java puts its native libraries into the folder for temporary files and runs them there, and /tmp is often mounted without
     * permission for that.
     */
    private String command() {
        return java + " -Xmx" + heapMebibytes() + "m -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=" + CACHE
                + " -Dorg.bytedeco.javacpp.cachedir=" + CACHE + "/javacpp $QEPERF_JAVA_OPTS -jar " + jar
                + " serve --address " + address + " --port " + port + " --data " + data
                + (keysFile.isPresent() ? " --keys-file ${CREDENTIALS_DIRECTORY}/keys" : "");
    }

    /** Who it runs as and what is its. Credentials are read by systemd as root and shown to the service alone. */
    private List<String> ownership() {
        String writable = data.startsWith(STATE)
                ? "StateDirectory=" + data.substring(STATE.length()) + "\nStateDirectoryMode=0750"
                : "ReadWritePaths=" + data;
        String who = user.map(name -> "User=" + name).orElse("DynamicUser=yes");
        return keysFile.isPresent()
                ? List.of(who, writable, "WorkingDirectory=" + data, "LoadCredential=keys:" + keysFile.get())
                : List.of(who, writable, "WorkingDirectory=" + data);
    }

    /** Where the probe asks: a service that listens everywhere also listens at loopback. */
    private String probed() {
        return switch (address) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> address;
        };
    }

    private long heapMebibytes() {
        return heapBytes / MEBIBYTE;
    }

    /** Memory stays writable and executable at once: Java compiles while it runs. */
    private String hardening() {
        return """
                NoNewPrivileges=yes
                ProtectSystem=strict
                ProtectHome=yes
                PrivateTmp=yes
                PrivateDevices=yes
                PrivateUsers=yes
                ProtectClock=yes
                ProtectHostname=yes
                ProtectKernelTunables=yes
                ProtectKernelModules=yes
                ProtectKernelLogs=yes
                ProtectControlGroups=yes
                ProtectProc=invisible
                RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
                RestrictNamespaces=yes
                RestrictRealtime=yes
                RestrictSUIDSGID=yes
                LockPersonality=yes
                RemoveIPC=yes
                CapabilityBoundingSet=
                AmbientCapabilities=
                SystemCallArchitectures=native
                SystemCallFilter=@system-service
                SystemCallFilter=~@privileged @resources
                SystemCallErrorNumber=EPERM
                """
                + (Plain.isLoopback(address) ? "IPAddressDeny=any\nIPAddressAllow=localhost\n" : "")
                + "\n[Install]\nWantedBy=multi-user.target\n";
    }
}
