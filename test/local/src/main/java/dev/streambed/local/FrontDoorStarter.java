package dev.streambed.local;

import dev.streambed.local.functionurl.CloudFrontHeaders;
import dev.streambed.local.functionurl.FunctionUrlEndpoint;
import dev.streambed.local.http.HttpEndpoint;
import dev.streambed.local.http.LocalCertificate;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.iam.RequestAuthorizer;
import dev.streambed.local.invoke.LambdaApiContext;
import dev.streambed.local.invoke.LambdaEndpoint;
import dev.streambed.local.invoke.RetryDelays;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.messaging.SnsEndpoint;
import dev.streambed.local.page.PageEndpoint;
import dev.streambed.local.rest.RestApiEndpoint;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import dev.streambed.local.triggers.TopicSubscriptions;
import dev.streambed.local.websocket.Connections;
import dev.streambed.local.websocket.WebSocketEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.server.Handler;

/// Starts the endpoints that callers connect to.
///
/// @param stackServices the services that they use
/// @param lambda the functions
/// @param ports the ports to listen on
/// @param certificate lets the front doors take TLS beside plain HTTP
/// @param closer closes the endpoints
record FrontDoorStarter(
    StackServices stackServices,
    Lambda lambda,
    Ports ports,
    Optional<LocalCertificate> certificate,
    Closer closer) {

  /// Creates Lambda's own API without opening its port.
  LambdaEndpoint lambdaEndpoint() {
    LambdaApiContext lambdaApiContext =
        new LambdaApiContext(
            stackServices.deployment(),
            stackServices.iam(),
            lambda,
            stackServices.queues(),
            stackServices.topics());
    LambdaEndpoint endpoint =
        new LambdaEndpoint(lambdaApiContext, RetryDelays.ofLambda(), stackServices.clock());
    TopicSubscriptions.serve(lambdaApiContext, endpoint);
    return endpoint;
  }

  /// Opens the port of Lambda's own API.
  URI lambdaApi(LambdaEndpoint endpoint) {
    return closer.add(HttpEndpoint.start("Lambda", ports.lambda(), endpoint)).uri();
  }

  /// Opens SNS's API.
  URI topicApi() {
    RequestAuthorizer requestAuthorizer =
        new RequestAuthorizer(
            "sns", stackServices.deployment().arns(), stackServices.iam(), stackServices.clock());
    SnsEndpoint endpoint = new SnsEndpoint(stackServices.topics(), requestAuthorizer);
    return closer.add(HttpEndpoint.start("SNS", ports.sns(), endpoint)).uri();
  }

  /// Opens every WebSocket API.
  ///
  /// @param connections their connections
  /// @return the URLs of all their stages, without a slash at the end
  List<URI> webSocketUrls(Connections connections) {
    Deployment deployment = stackServices.deployment();
    RequestAuthorizer requestAuthorizer =
        new RequestAuthorizer(
            "execute-api", deployment.arns(), stackServices.iam(), stackServices.clock());
    List<URI> urls = new ArrayList<>();
    int index = 0;
    for (Resource api : deployment.resources("AWS::ApiGatewayV2::Api")) {
      WebSocketEndpoint endpoint =
          new WebSocketEndpoint(api, deployment, lambda, connections, requestAuthorizer);
      URI uri = listenSecurely("WebSocket API", ports.webSocket(index++), endpoint);
      String address = "ws://" + uri.getAuthority() + "/";
      endpoint.stages().forEach(stage -> urls.add(URI.create(address + stage)));
    }
    return urls;
  }

  /// Opens every Function URL.
  List<URI> functionUrls() {
    FunctionPolicy policy = FunctionPolicy.of(stackServices.deployment());
    CloudFrontHeaders cloudFront =
        new CloudFrontHeaders(
            stackServices.deployment().resources("AWS::CloudFront::Distribution"));
    List<URI> urls = new ArrayList<>();
    for (Resource url : stackServices.deployment().resources("AWS::Lambda::Url")) {
      int port = ports.functionUrl(urls.size());
      FunctionUrlEndpoint endpoint = new FunctionUrlEndpoint(url, cloudFront, policy, lambda);
      urls.add(listenSecurely("Function URL", port, endpoint));
    }
    return urls;
  }

  /// Opens every REST API.
  ///
  /// @return the URLs of all their stages
  List<URI> restUrls() {
    FunctionPolicy policy = FunctionPolicy.of(stackServices.deployment());
    List<URI> urls = new ArrayList<>();
    int index = 0;
    for (Resource api : stackServices.deployment().resources("AWS::ApiGateway::RestApi")) {
      RestApiEndpoint endpoint =
          new RestApiEndpoint(api, stackServices.deployment(), policy, lambda);
      URI uri = listenSecurely("REST API", ports.restApi(index++), endpoint);
      endpoint.stages().forEach(stage -> urls.add(uri.resolve("/" + stage + "/")));
    }
    return urls;
  }

  /// Opens the port of the page.
  ///
  /// @param folder the folder of the page; empty for none
  Optional<URI> page(Optional<Path> folder, PageEndpoint.Config config) {
    return folder.map(it -> listen("page", ports.page(), new PageEndpoint(it, config)));
  }

  /// Opens one port.
  URI listen(String name, int port, Handler handler) {
    return closer.add(HttpEndpoint.start(name, port, handler)).uri().resolve("/");
  }

  private URI listenSecurely(String name, int port, Handler handler) {
    return closer.add(HttpEndpoint.start(name, port, handler, certificate)).uri().resolve("/");
  }

  /// The URLs of the front doors.
  ///
  /// @param functions the Function URLs, each ending in a slash
  /// @param rest the REST APIs' stages, each ending in a slash
  /// @param webSockets the WebSocket APIs' stages, without a slash at the end
  record Urls(List<URI> functions, List<URI> rest, List<URI> webSockets) {

    Urls {
      functions = List.copyOf(functions);
      rest = List.copyOf(rest);
      webSockets = List.copyOf(webSockets);
    }

    /// The same with TLS.
    Urls secure() {
      return new Urls(secure(functions), secure(rest), secure(webSockets));
    }

    private static List<URI> secure(List<URI> urls) {
      return urls.stream()
          .map(url -> URI.create(url.toString().replaceFirst("://", "s://")))
          .toList();
    }

    /// The first of each kind, by its name in the state file.
    Map<String, URI> named() {
      Map<String, URI> named = new TreeMap<>();
      function().ifPresent(url -> named.put("functionUrl", url));
      restApi().ifPresent(url -> named.put("restUrl", url));
      webSocket().ifPresent(url -> named.put("webSocketUrl", url));
      return named;
    }

    Optional<URI> function() {
      return functions.stream().findFirst();
    }

    Optional<URI> restApi() {
      return rest.stream().findFirst();
    }

    Optional<URI> webSocket() {
      return webSockets.stream().findFirst();
    }
  }
}
