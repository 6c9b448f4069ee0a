package dev.streambed.gateway.reply;

import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.IssuedToken;
import dev.streambed.gateway.vocabulary.ModelDescription;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The forms that an answer can take.
public final class Replies {

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> SECRET =
      Map.of("content-type", "application/json", "cache-control", "no-store");
  private static final Map<String, String> PREFLIGHT =
      Map.of("content-type", "application/json", "allow", "DELETE, GET, HEAD, POST, OPTIONS");

  private Replies() {}

  /// For an answer in pieces.
  public static Reply streamed(ReturnPath back, Ask ask, RequestId requestId) {
    return back.streams()
        ? new SseReply(back, ask.includeUsage(), requestId)
        : new ArrayReply(back, ask.includeUsage(), requestId);
  }

  /// An answer in one: Bedrock's own JSON.
  public static void document(ReturnPath back, Payload json) throws IOException {
    back.begin(200, JSON).write(json.bytes());
  }

  /// The models that a caller may use.
  public static void models(ReturnPath back, List<ModelDescription> models) throws IOException {
    back.begin(200, JSON).write(utf8(ModelsObject.of(models)));
  }

  /// A token that was issued. Nobody on the way may keep it.
  public static void issued(ReturnPath back, IssuedToken token) throws IOException {
    back.begin(201, SECRET).write(utf8(TokenObject.of(token)));
  }

  /// An answer that is nothing but an error.
  public static void problem(ReturnPath back, Problem problem, RequestId requestId)
      throws IOException {
    back.begin(problem.code().status(), ErrorObject.headers(problem))
        .write(utf8(ErrorObject.of(problem, requestId)));
  }

  /// The function runs.
  public static void health(ReturnPath back) throws IOException {
    back.begin(200, JSON).write(utf8("{\"status\":\"ok\"}"));
  }

  /// An answer will end.
  ///
  /// @param answer the one that ends, not the one that says so
  public static void stopping(ReturnPath back, RequestId answer) throws IOException {
    back.begin(202, JSON)
        .write(utf8("{\"requestId\":\"" + answer.value() + "\",\"stopping\":true}"));
  }

  /// What a sweep has done.
  ///
  /// @param closed requests whose function had died
  public static void swept(ReturnPath back, int closed, boolean finished) throws IOException {
    back.begin(200, JSON).write(utf8("{\"closed\":" + closed + ",\"finished\":" + finished + "}"));
  }

  /// What a browser may do is in the headers of the way back.
  public static void preflight(ReturnPath back) throws IOException {
    back.begin(200, PREFLIGHT).write(utf8("{}"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
