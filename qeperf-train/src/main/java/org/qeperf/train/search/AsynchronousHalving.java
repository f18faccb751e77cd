package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets values go on to a larger share as soon as they are among the best of their rung, and draws others in the meantime. A
 * batch of proposals stands for the workers: promotions depend on the order of proposals, not on which trial ends first.
 * When nothing more is to be drawn and none has succeeded with the whole resource, the best of the highest rung is tried
 * with it.
 */
final class AsynchronousHalving implements Strategy {

    private final Untried untried;
    private final Shares shares;
    private final List<List<Outcome>> rungs = new ArrayList<>();
    private final Set<Integer> promoted = new HashSet<>();
    private final int lowest;
    private int toDraw;
    private int pending;

    AsynchronousHalving(Untried untried, Shares shares, int trials) {
        this.untried = untried;
        this.shares = shares;
        this.toDraw = trials;
        this.lowest = shares.lowest(trials);
        for (int rung = 0; rung <= shares.top(); rung++) {
            rungs.add(new ArrayList<>());
        }
    }

    @Override
    public Optional<Proposal> next(int number) {
        Optional<Proposal> proposal = promotion(number).or(() -> draw(number)).or(() -> last(number));
        if (proposal.isPresent()) {
            pending++;
        }
        return proposal;
    }

    @Override
    public void learn(Outcome outcome) {
        pending--;
        for (int rung = 0; rung <= shares.top(); rung++) {
            if (shares.at(rung) == outcome.proposal().share()) {
                rungs.get(rung).add(outcome);
            }
        }
    }

    private Optional<Proposal> promotion(int number) {
        for (int rung = shares.top() - 1; rung >= 0; rung--) {
            int count = rungs.get(rung).size() / shares.reduction();
            Outcome best = bestToGoOn(rung, count);
            if (best != null) {
                return Optional.of(promote(number, best, rung + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<Proposal> draw(int number) {
        if (toDraw == 0) {
            return Optional.empty();
        }
        Optional<Map<String, String>> values = untried.next(Advice.NONE);
        toDraw = values.isPresent() ? toDraw - 1 : 0;
        return values.map(drawn -> Proposal.fresh(number, drawn, shares.at(lowest)));
    }

    private Optional<Proposal> last(int number) {
        boolean succeeded = rungs.get(shares.top()).stream().anyMatch(outcome -> !outcome.failed());
        if (pending > 0 || succeeded) {
            return Optional.empty();
        }
        for (int rung = shares.top() - 1; rung >= 0; rung--) {
            Outcome best = bestToGoOn(rung, Integer.MAX_VALUE);
            if (best != null) {
                return Optional.of(promote(number, best, shares.top()));
            }
        }
        return Optional.empty();
    }

    /** The best that has not gone on yet, among the so many best of a rung. */
    private @Nullable Outcome bestToGoOn(int rung, int count) {
        return rungs.get(rung).stream()
                .sorted(Outcome::compare)
                .limit(count)
                .filter(outcome -> !outcome.failed()
                        && !promoted.contains(outcome.proposal().number()))
                .findFirst()
                .orElse(null);
    }

    private Proposal promote(int number, Outcome outcome, int rung) {
        promoted.add(outcome.proposal().number());
        return Proposal.fresh(number, outcome.proposal().values(), shares.at(rung));
    }
}
