package org.qeperf.runtime.models;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Asks for several things at once, where each takes long: whoever starts waits for the longest, not for all. */
final class AtOnce {

    private AtOnce() {}

    /** What a function makes of each, in order. The first that fails in that order decides the failure of all. */
    static <T, R> List<R> map(List<T> all, Function<T, R> function) {
        List<CompletableFuture<R>> asked = all.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> function.apply(one)))
                .toList();
        try {
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
