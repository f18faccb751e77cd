package org.qeperf.app.service.api.inference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;

/** Problems for clients that know the member {@code error} alone. */
public final class ErrorReply {

    private ErrorReply() {}

    /**
     * A problem with its text as {@code error} besides.
     *
     * @param problem the problem
     * @return an answer with its status
     */
    public static Reply of(Problem problem) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("error", problem.getMessage())
                .put("status", problem.status())
                .put("detail", problem.getMessage());
        return Reply.json(problem.status(), document);
    }
}
