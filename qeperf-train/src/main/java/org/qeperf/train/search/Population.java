package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Trains a population, a part of the resource in every generation. Between generations the members of the worst fifth, and
 * those that failed, are replaced by copies of members of the best fifth with slightly other values.
 */
final class Population implements Strategy {

    /** Truncation selection of a fifth, as in section 4.1.1 of M. Jaderberg et al. */
    private static final int FIFTH = 5;

    private final SearchSpace space;
    private final Untried untried;
    private final Random random;
    private final Perturbation perturbation;
    private final int generations;

    private final List<Outcome> told = new ArrayList<>();
    private List<Member> members = new ArrayList<>();
    private int toDraw;
    private int generation = 1;
    private int proposed;

    /** What a member is in a generation: its values, and whose state it carries on. */
    private record Member(Map<String, String> values, OptionalInt parent) {}

    Population(SearchSpace space, Untried untried, Budget budget, Random random) {
        this.space = space;
        this.untried = untried;
        this.random = random;
        this.perturbation = new Perturbation(random);
        this.generations = (int) (1 / budget.smallestShare() + 1e-9);
        this.toDraw = budget.trials();
    }

    @Override
    public Optional<Proposal> next(int number) {
        if (toDraw > 0) {
            untried.next(Advice.NONE).ifPresent(values -> members.add(new Member(values, OptionalInt.empty())));
            toDraw = members.size() > proposed ? toDraw - 1 : 0;
        }
        if (proposed == members.size() && told.size() == proposed && generation < generations) {
            breed();
        }
        if (proposed == members.size()) {
            return Optional.empty();
        }
        Member member = members.get(proposed++);
        return Optional.of(new Proposal(number, member.values(), 1.0 / generations, member.parent()));
    }

    @Override
    public void learn(Outcome outcome) {
        told.add(outcome);
    }

    private void breed() {
        List<Outcome> ranked = told.stream().sorted(Outcome::compare).toList();
        int survivors = (int) told.stream().filter(outcome -> !outcome.failed()).count();
        int fifth = told.size() < 2 ? 0 : Math.max(1, told.size() / FIFTH);
        int kept = Math.min(survivors, told.size() - fifth);
        List<Outcome> worst = ranked.subList(kept, ranked.size());
        List<Member> next = new ArrayList<>();
        for (Outcome outcome : survivors == 0 ? List.<Outcome>of() : told) {
            Proposal own = outcome.proposal();
            if (worst.contains(outcome)) {
                Proposal copied =
                        ranked.get(random.nextInt(Math.min(kept, fifth))).proposal();
                Map<String, String> values = perturbation.of(space, copied.values());
                next.add(new Member(values, OptionalInt.of(copied.number())));
            } else {
                next.add(new Member(own.values(), OptionalInt.of(own.number())));
            }
        }
        members = next;
        generation++;
        proposed = 0;
        told.clear();
    }
}
