package dev.streambed.local.invoke;

import dev.streambed.local.domain.Arns;
import dev.streambed.local.http.QueryString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/// A request to Lambda's `Invoke` operation.
///
/// @param functionArn the function, with the qualifier if there is one
/// @param type the invocation type: `RequestResponse`, `Event` or `DryRun`
record InvokeRequest(String functionArn, String type) {

  private static final Pattern BEFORE_NAME = Pattern.compile("^(\\d{12}:)?(function:)?");

  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions/([^/]+)/invocations/?");

  /// Reads a request's path, query and headers.
  ///
  /// @return nothing when it is for another operation
  static Optional<InvokeRequest> of(Request request, Arns arns) {
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    if (!path.matches() || !request.getMethod().equals("POST")) {
      return Optional.empty();
    }
    String name = URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    String type = request.getHeaders().get("X-Amz-Invocation-Type");
    return Optional.of(
        new InvokeRequest(
            functionArn(name, qualifier(request), arns), type == null ? "RequestResponse" : type));
  }

  private static Optional<String> qualifier(Request request) {
    String query = request.getHttpURI().getQuery();
    return QueryString.of(query == null ? "" : query)
        .values()
        .getOrDefault("Qualifier", List.of())
        .stream()
        .findFirst();
  }

  /// The ARN of a function as callers of Lambda's API name it: by its name, `ACCOUNT:function:NAME`
  /// or its ARN, each with an alias or a version after a colon or in the query.
  ///
  /// @param name the name in the path, unescaped
  /// @param qualifier the qualifier in the query
  static String functionArn(String name, Optional<String> qualifier, Arns arns) {
    String arn =
        name.startsWith("arn:")
            ? name
            : arns.arn("lambda", BEFORE_NAME.matcher(name).replaceFirst("function:"));
    return arn + qualifier.map(it -> ":" + it).orElse("");
  }
}
