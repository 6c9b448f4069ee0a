package dev.streambed.local;

import dev.streambed.local.gate.Gate;
import dev.streambed.local.http.Endpoint;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.invoke.Functions;
import dev.streambed.local.invoke.LambdaDoor;
import dev.streambed.local.invoke.RetryPace;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.page.PageConfig;
import dev.streambed.local.page.PageDoor;
import dev.streambed.local.rest.RestApiDoor;
import dev.streambed.local.subscriptions.Subscriptions;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import dev.streambed.local.topics.TopicDoor;
import dev.streambed.local.url.FunctionUrlDoor;
import dev.streambed.local.websocket.Connections;
import dev.streambed.local.websocket.WebSocketDoor;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;

/// Opens the ports that callers come in through.
///
/// @param ground what they stand on
/// @param lambda the functions behind
/// @param ports where they listen
/// @param closing what must be closed
record FrontDoors(Ground ground, Lambda lambda, Ports ports, Closing closing) {

  /// Lambda's own API, not open yet.
  LambdaDoor lambdaDoor() {
    Functions functions =
        new Functions(ground.deployment(), ground.iam(), lambda, ground.queues(), ground.topics());
    LambdaDoor door = new LambdaDoor(functions, RetryPace.lambdas(), ground.clock());
    Subscriptions.serve(functions, door);
    return door;
  }

  /// Opens Lambda's own API.
  URI lambdaApi(LambdaDoor door) {
    return closing.add(Endpoint.start("Lambda", ports.lambda(), door)).uri();
  }

  /// Opens SNS's API.
  URI topicApi() {
    Gate gate = new Gate("sns", ground.deployment().arns(), ground.iam(), ground.clock());
    TopicDoor door = new TopicDoor(ground.topics(), gate);
    return closing.add(Endpoint.start("SNS", ports.sns(), door)).uri();
  }

  /// Opens every WebSocket API.
  ///
  /// @param connections where their connections are kept
  /// @return the URLs of all their stages, without a slash at the end
  List<URI> webSocketUrls(Connections connections) {
    Deployment deployment = ground.deployment();
    Gate gate = new Gate("execute-api", deployment.arns(), ground.iam(), ground.clock());
    List<URI> urls = new ArrayList<>();
    int index = 0;
    for (Resource api : deployment.resources("AWS::ApiGatewayV2::Api")) {
      WebSocketDoor door = new WebSocketDoor(api, deployment, lambda, connections, gate);
      URI uri = listen("WebSocket API", ports.webSocket(index++), door);
      String address = "ws://" + uri.getAuthority() + "/";
      door.stages().forEach(stage -> urls.add(URI.create(address + stage)));
    }
    return urls;
  }

  /// Opens every Function URL.
  List<URI> functionUrls() {
    FunctionPolicy policy = FunctionPolicy.of(ground.deployment());
    List<URI> urls = new ArrayList<>();
    for (Resource url : ground.deployment().resources("AWS::Lambda::Url")) {
      int port = ports.functionUrl(urls.size());
      urls.add(listen("Function URL", port, new FunctionUrlDoor(url, policy, lambda)));
    }
    return urls;
  }

  /// Opens every REST API.
  ///
  /// @return the URLs of all their stages
  List<URI> restUrls() {
    FunctionPolicy policy = FunctionPolicy.of(ground.deployment());
    List<URI> urls = new ArrayList<>();
    int index = 0;
    for (Resource api : ground.deployment().resources("AWS::ApiGateway::RestApi")) {
      RestApiDoor door = new RestApiDoor(api, ground.deployment(), policy, lambda);
      URI uri = listen("REST API", ports.restApi(index++), door);
      door.stages().forEach(stage -> urls.add(uri.resolve("/" + stage + "/")));
    }
    return urls;
  }

  /// Opens the page's port.
  ///
  /// @param folder where the page is; without it there is none
  Optional<URI> page(Optional<Path> folder, PageConfig config) {
    return folder.map(it -> listen("page", ports.page(), new PageDoor(it, config)));
  }

  /// Opens one port.
  URI listen(String name, int port, Handler handler) {
    return closing.add(Endpoint.start(name, port, handler)).uri().resolve("/");
  }
}
