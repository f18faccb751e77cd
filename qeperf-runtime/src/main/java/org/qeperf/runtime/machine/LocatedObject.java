package org.qeperf.runtime.machine;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;

/** The members of a JSON object, taken one by one; none may be left over. */
public final class LocatedObject {

    private final LocatedJson json;
    private final String what;
    private final Set<String> known = new LinkedHashSet<>();

    LocatedObject(LocatedJson json, String what) {
        this.json = json;
        this.what = what;
    }

    /**
     * A member, which may be JSON's null.
     *
     * @param key its name
     * @return the member
     * @throws InputException if there is none
     */
    public LocatedJson take(String key) {
        return takeIfThere(key)
                .orElseThrow(() -> json.error("'" + key + "' is missing", "it among the members of " + what));
    }

    /**
     * A member that need not be there.
     *
     * @param key its name
     * @return the member, where there is one
     */
    public Optional<LocatedJson> takeIfThere(String key) {
        known.add(key);
        return Optional.ofNullable(json.members().get(key));
    }

    /**
     * Demands that every member was asked for.
     *
     * @throws InputException at the first that was not
     */
    public void requireNoMore() {
        for (Map.Entry<String, LocatedJson> member : json.members().entrySet()) {
            String key = member.getKey();
            if (!known.contains(key)) {
                throw member.getValue()
                        .error(
                                "unknown member " + InputException.quote(key) + EditDistance.suggestion(key, known),
                                "only those of " + what);
            }
        }
    }

    /**
     * An error at a member, or at the object if it has no such member.
     *
     * @param key name of the member
     * @param problem what is wrong
     * @param expected what would be right
     * @return the error
     */
    public InputException error(String key, String problem, String expected) {
        LocatedJson member = json.members().get(key);
        return new InputException(member == null ? json.at() : member.at(), key, problem, expected);
    }
}
