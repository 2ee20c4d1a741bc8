package dev.flinkrest.jobs;

import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.rest.TriggerReply;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Triggers something on the server, under an id of the client's choice where the server takes one:
 * then a lost answer is asked for again, and one thing is made.
 *
 * @param rest carries out the requests
 * @param ticker the clock
 */
record Trigger(RestCaller rest, Ticker ticker) {

    /**
     * Sends the request.
     *
     * @param takesId tells, if the body has no id yet, whether the server takes one
     * @param lookAt says what shows whether it was triggered, when that is not known
     * @return the id
     */
    TriggerId send(
            Request<TriggerReply> trigger,
            Map<String, Object> body,
            BooleanSupplier takesId,
            String lookAt) {
        if (!body.containsKey("triggerId") && takesId.getAsBoolean()) {
            body.put("triggerId", TriggerId.random());
        }
        Request<TriggerReply> request = trigger.body(body);
        String operation = request.endpoint().toString();
        if (!body.containsKey("triggerId")) {
            return LostAnswer.report(operation, () -> rest.send(request), lookAt).requestId();
        }
        return LostAnswer.repeat(
                        rest.callTimeout(),
                        ticker,
                        operation,
                        left -> rest.send(request.with(CallOptions.NONE.withCallTimeout(left))),
                        lookAt)
                .requestId();
    }
}
