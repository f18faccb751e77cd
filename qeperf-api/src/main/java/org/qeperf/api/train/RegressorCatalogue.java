package org.qeperf.api.train;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.qeperf.api.ProviderException;
import org.qeperf.api.ProviderLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training back-ends at hand. An ordinary immutable object: make one with {@link #load()} or, in a test, with
 * {@link #of}.
 */
public final class RegressorCatalogue {

    private static final Logger LOG = LoggerFactory.getLogger(RegressorCatalogue.class);

    private final Map<String, RegressorProvider> providers;
    private final List<ProviderException> unavailable;

    private RegressorCatalogue(Collection<RegressorProvider> providers, List<ProviderException> unavailable) {
        Map<String, RegressorProvider> byName = new TreeMap<>();
        for (RegressorProvider provider : providers) {
            RegressorProvider other = byName.put(requireId(provider), provider);
            if (other != null) {
                throw new ProviderException("two providers are named '" + provider.name() + "': "
                        + origin(other.getClass()) + " and " + origin(provider.getClass())
                        + "; remove one of them from the class path");
            }
        }
        this.providers = Collections.unmodifiableMap(byName);
        this.unavailable = List.copyOf(unavailable);
    }

    /**
     * Finds the providers where {@link ProviderLoader} says.
     *
     * @return the catalogue
     * @throws ProviderException if two providers have one name
     */
    public static RegressorCatalogue load() {
        return load(ProviderLoader.of(RegressorProvider.class));
    }

    /**
     * Finds the providers that a class loader sees. One that cannot be constructed is put aside as unavailable.
     *
     * @param loader where to look
     * @return the catalogue
     * @throws ProviderException if two providers have one name
     */
    public static RegressorCatalogue load(ClassLoader loader) {
        ProviderLoader.Found<RegressorProvider> found = ProviderLoader.find(RegressorProvider.class, loader);
        RegressorCatalogue catalogue = new RegressorCatalogue(found.providers(), found.failures());
        catalogue.providers.forEach((name, one) -> LOG.debug("provider {} from {}", name, origin(one.getClass())));
        return catalogue;
    }

    /**
     * A catalogue of exactly these providers.
     *
     * @param providers the providers
     * @return the catalogue
     * @throws ProviderException if two providers have one name
     */
    public static RegressorCatalogue of(RegressorProvider... providers) {
        return new RegressorCatalogue(Arrays.asList(providers), List.of());
    }

    /**
     * All providers, by name.
     *
     * @return an unmodifiable view in alphabetical order
     */
    public Collection<RegressorProvider> providers() {
        return providers.values();
    }

    /**
     * Providers that are on the class path but cannot be constructed.
     *
     * @return one exception with its cause for each; neighbours with the same message have one
     */
    public List<ProviderException> unavailable() {
        return unavailable;
    }

    /**
     * Looks an algorithm up.
     *
     * @param id {@code provider/algorithm}, such as {@code smile/random-forest}
     * @return the provider and its algorithm
     * @throws ProviderException if there is none; the message lists the known ones
     */
    public Choice find(String id) {
        int slash = id.indexOf('/');
        if (slash > 0) {
            String providerName = id.substring(0, slash);
            RegressorProvider provider = providers.get(providerName);
            if (provider != null) {
                for (Algorithm algorithm : provider.algorithms()) {
                    if (algorithm.name().equals(id.substring(slash + 1))) {
                        return new Choice(provider, algorithm);
                    }
                }
            }
        }
        throw new ProviderException(explainUnknown(id));
    }

    private String explainUnknown(String id) {
        String known = choices().keySet().stream().collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("there is no algorithm '" + id + "'; known are: ");
        text.append(known.isEmpty() ? "none" : known);
        text.append("; for another, add the jar of its provider to the class path");
        for (ProviderException e : unavailable) {
            text.append(" (").append(e.getMessage()).append(')');
        }
        return text.toString();
    }

    /**
     * Every algorithm of every provider.
     *
     * @return a new map from {@code provider/algorithm}, in alphabetical order of providers
     */
    public Map<String, Choice> choices() {
        Map<String, Choice> all = new LinkedHashMap<>();
        for (RegressorProvider provider : providers.values()) {
            for (Algorithm algorithm : provider.algorithms()) {
                all.put(provider.name() + "/" + algorithm.name(), new Choice(provider, algorithm));
            }
        }
        return all;
    }

    /**
     * An algorithm and the provider that trains it.
     *
     * @param provider the back-end
     * @param algorithm one of its algorithms
     */
    public record Choice(RegressorProvider provider, Algorithm algorithm) {}

    private static String requireId(RegressorProvider provider) {
        String name = provider.name();
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new ProviderException("provider name '" + name + "' of " + origin(provider.getClass())
                    + "; expected lower-case letters, digits and hyphens");
        }
        return name;
    }

    private static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + " in " + (source == null ? "the Java runtime" : source.getLocation());
    }
}
