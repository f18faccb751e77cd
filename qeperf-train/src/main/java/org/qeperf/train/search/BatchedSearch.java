package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers proposals, hands them out in batches and checks that outcomes belong to them. */
final class BatchedSearch implements Search {

    private final Strategy strategy;
    private final int batch;
    private int made;
    private List<Proposal> pending = List.of();

    BatchedSearch(Strategy strategy, int batch) {
        this.strategy = strategy;
        this.batch = batch;
    }

    @Override
    public List<Proposal> ask() {
        if (!pending.isEmpty()) {
            throw new IllegalStateException("the outcomes of " + pending.size() + " proposals were not told");
        }
        List<Proposal> proposals = new ArrayList<>();
        while (proposals.size() < batch) {
            Optional<Proposal> next = strategy.next(made + 1);
            if (next.isEmpty()) {
                break;
            }
            proposals.add(next.get());
            made++;
        }
        pending = List.copyOf(proposals);
        return pending;
    }

    @Override
    public void tell(List<Outcome> outcomes) {
        List<Proposal> told = outcomes.stream().map(Outcome::proposal).toList();
        if (!told.equals(pending)) {
            throw new IllegalArgumentException(
                    "outcomes of proposals " + numbers(told) + ", not of " + numbers(pending));
        }
        pending = List.of();
        outcomes.forEach(strategy::learn);
    }

    private static List<Integer> numbers(List<Proposal> proposals) {
        return proposals.stream().map(Proposal::number).toList();
    }
}
