package io.rollcall.statuswriter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.KubeApi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An API server of one image, with optimistic locking; it can be told to answer otherwise, and to end its caller's life. */
final class FakeApi implements KubeApi {
    /** The process died here. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    final Map<String, JsonNode> events = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    ObjectNode object = Samples.readyImage();
    ApiAnswer readiness = new ApiAnswer.Ok(MissingNode.getInstance());
    boolean mayPatch = true;
    /** The namespace where the right to patch is missing, if it is missing in one only. */
    String mayNotPatchIn;

    int patched;
    /** What was sent last, whatever came of it. */
    JsonNode sent;

    private final Map<String, Deque<ApiAnswer>> scripted = new HashMap<>();
    private final Map<String, Runnable> before = new HashMap<>();
    private int killBefore = -1;
    private int killAfter = -1;

    void answer(String call, ApiAnswer... answers) {
        scripted.computeIfAbsent(call, key -> new ArrayDeque<>()).addAll(List.of(answers));
    }

    /** Answers as it should again. */
    void forget(String call) {
        scripted.remove(call);
    }

    /** Something happens on the server between the caller's last call and this one. */
    void justBefore(String call, Runnable happens) {
        before.put(call, happens);
    }

    void killBefore(int call) {
        killBefore = call;
    }

    void killAfter(int call) {
        killAfter = call;
    }

    @Override
    public ApiAnswer get(ResourceKind kind, ImageKey key) {
        return call("get", () -> object == null ? new ApiAnswer.NotFound("gone") : new ApiAnswer.Ok(object.deepCopy()));
    }

    @Override
    public ApiAnswer patch(ResourceKind kind, ImageKey key, ResourceKind.Write where, JsonNode patch) {
        sent = patch;
        return call("patch", this::land);
    }

    /** What was sent last arrives. */
    ApiAnswer land() {
        if (object == null) {
            return new ApiAnswer.NotFound("gone");
        }
        String version = object.path("metadata").path("resourceVersion").asText();
        if (!version.equals(sent.path("metadata").path("resourceVersion").asText())) {
            return new ApiAnswer.Conflict("the object has been modified");
        }
        ((ObjectNode) object.path("status")).setAll((ObjectNode) sent.path("status"));
        touch();
        patched++;
        return new ApiAnswer.Ok(object.deepCopy());
    }

    @Override
    public ApiAnswer createEvent(String namespace, JsonNode event) {
        return call("event", () -> {
            String name = namespace + "/" + event.path("metadata").path("name").asText();
            return events.putIfAbsent(name, event) == null
                    ? new ApiAnswer.Ok(event)
                    : new ApiAnswer.Conflict("already exists");
        });
    }

    @Override
    public ApiAnswer crd(String name) {
        return new ApiAnswer.Forbidden("not asked here", false);
    }

    @Override
    public ApiAnswer review(JsonNode resourceAttributes) {
        boolean here =
                mayPatch && !resourceAttributes.path("namespace").asText().equals(mayNotPatchIn);
        boolean allowed = here || !resourceAttributes.path("verb").asText().equals("patch");
        return new ApiAnswer.Ok(Samples.json("{\"status\": {\"allowed\": " + allowed + "}}"));
    }

    @Override
    public ApiAnswer ready() {
        return readiness;
    }

    /** Somebody else writes the object. */
    void touch() {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put(
                "resourceVersion",
                Integer.toString(metadata.path("resourceVersion").asInt() + 1));
    }

    JsonNode condition(String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    private ApiAnswer call(String name, Supplier<ApiAnswer> action) {
        int number = calls.size();
        if (number == killBefore) {
            throw new Killed();
        }
        calls.add(name);
        Runnable happening = before.remove(name);
        if (happening != null) {
            happening.run();
        }
        Deque<ApiAnswer> answers = scripted.getOrDefault(name, new ArrayDeque<>());
        ApiAnswer answer = answers.isEmpty() ? action.get() : answers.poll();
        if (number == killAfter) {
            throw new Killed();
        }
        return answer;
    }
}
