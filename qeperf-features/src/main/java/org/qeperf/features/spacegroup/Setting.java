package org.qeperf.features.spacegroup;

/**
 * Which of two settings of a group is meant, as &amp;SYSTEM of pw.x says it.
 *
 * @param uniqueB {@code uniqueb}: unique axis b of a monoclinic group
 * @param rhombohedral {@code rhombohedral}: rhombohedral axes of an R group, not hexagonal ones
 * @param originChoice {@code origin_choice}: 1 or 2
 */
public record Setting(boolean uniqueB, boolean rhombohedral, int originChoice) {

    /** Checks the origin choice. */
    public Setting {
        if (originChoice != 1 && originChoice != 2) {
            throw new IllegalArgumentException("origin choice " + originChoice);
        }
    }

    /** For operations, any of the three means the second setting, whatever the group ({@code Modules/wyckoff.f90}). */
    boolean secondForOperations() {
        return uniqueB || !rhombohedral || originChoice == 2;
    }

    /** For Wyckoff positions, only the switch of the group's own kind does ({@code Modules/wypos.f90}). */
    boolean secondForPositions(SpaceGroup.Choice choice) {
        return switch (choice) {
            case NONE -> false;
            case UNIQUE_AXIS -> uniqueB;
            case ORIGIN -> originChoice == 2;
            case AXES -> !rhombohedral;
        };
    }
}
