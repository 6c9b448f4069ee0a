package dev.streambed.gateway.http;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.Dialects;
import dev.streambed.gateway.dialect.SeedDialect;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Transport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// What a call asks for.
public sealed interface Route {

  /// Where running answers are, by their ids.
  String REQUESTS = "/requests/";

  /// Whether the function runs.
  record Health() implements Route {}

  /// Whether a browser may call.
  record Preflight() implements Route {}

  /// A model.
  ///
  /// @param adapter reads the call in the API that its caller speaks
  record Model(DialectAdapter adapter) implements Route {}

  /// What the caller has used.
  record Usage() implements Route {}

  /// Which models the caller may use.
  record Models() implements Route {}

  /// Issues a browser key.
  record Keys() implements Route {}

  /// That a running answer ends.
  ///
  /// @param name of the answer, whatever the caller put there
  record Stop(String name) implements Route {}

  /// Nothing that is here.
  record Nowhere() implements Route {}

  /// Finds the route of a call.
  static Route of(InboundCall inboundCall) {
    return switch (inboundCall.requestLine().method()) {
      case "POST" -> ofPost(inboundCall);
      case "GET", "HEAD" -> ofGet(inboundCall);
      case "DELETE" -> ofDelete(inboundCall.requestLine().path());
      case "OPTIONS" -> new Preflight();
      default -> new Nowhere();
    };
  }

  private static Route ofGet(InboundCall inboundCall) {
    return switch (inboundCall.requestLine().path()) {
      case "/health" -> new Health();
      case "/models" -> new Models();
      case "/usage" -> new Usage();
      default -> new Nowhere();
    };
  }

  private static Route ofDelete(String path) {
    String name = path.startsWith(REQUESTS) ? path.substring(REQUESTS.length()) : "";
    return name.isEmpty() || name.indexOf('/') >= 0 ? new Nowhere() : new Stop(decoded(name));
  }

  // Some clients escape what needs no escape. An id has no % that a second decoding could change.
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }

  private static Route ofPost(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    return switch (path) {
      case "/bedrock" -> new Model(new SeedDialect(false));
      case "/bedrock/stream" -> new Model(new SeedDialect(true));
      // `/tokens` is the former name of `/keys`.
      case "/keys", "/tokens" -> new Keys();
      case "/" ->
          inboundCall.transport() == Transport.FUNCTION_URL
              ? new Model(new SeedDialect(false))
              : new Nowhere();
      default -> Dialects.adapterOf(path).<Route>map(Model::new).orElseGet(Nowhere::new);
    };
  }
}
