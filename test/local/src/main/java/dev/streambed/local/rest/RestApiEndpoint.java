package dev.streambed.local.rest;

import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.IntegrationTimeLimiter;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One REST API. Thread-safe.
public final class RestApiEndpoint extends Handler.Abstract {

  private static final int LARGEST_BODY = 10 << 20;
  private static final String SERVICE = "apigateway.amazonaws.com";

  private final RestApi api;
  private final FunctionPolicy policy;
  private final IntegrationTimeLimiter timeLimiter = new IntegrationTimeLimiter();
  private final LambdaIntegration integration;

  /// Serves an `AWS::ApiGateway::RestApi`.
  public RestApiEndpoint(
      Resource api, Deployment deployment, FunctionPolicy policy, Lambda lambda) {
    this.api = RestApi.of(api, deployment);
    this.policy = policy;
    this.integration = new LambdaIntegration(lambda, timeLimiter);
  }

  /// The names of its stages, each the first part of a path.
  public List<String> stages() {
    return api.stages().keySet().stream().sorted().toList();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    IncomingRequest incomingRequest = IncomingRequest.of(request);
    String[] parts = incomingRequest.path().split("/", 3);
    RestApi.Stage stage = api.stages().get(parts.length > 1 ? parts[1] : "");
    if (stage == null) {
      refuse(incomingRequest, response, callback);
      return true;
    }
    String path = "/" + (parts.length > 2 ? parts[2] : "");
    String id = Base64.getEncoder().encodeToString(random()).substring(0, 15) + "=";
    RestRequest found = new RestRequest(incomingRequest, api, stage, path, id);
    route(request, new RestResponse(found, response, callback));
    return true;
  }

  @Override
  protected void doStop() throws Exception {
    timeLimiter.close();
    super.doStop();
  }

  private void route(Request request, RestResponse restResponse)
      throws IOException, InterruptedException {
    Optional<Route> route = Route.find(api.root(), parts(restResponse.request().path()));
    Optional<RestResource.Method> method =
        route.flatMap(
            it -> it.resource().method(restResponse.request().incomingRequest().method()));
    if (route.isEmpty() || method.isEmpty()) {
      restResponse.fail(
          ApiGatewayError.noMethod(restResponse.request().header("Authorization")), "");
      return;
    }
    switch (RequestBody.read(request, LARGEST_BODY)) {
      case RequestBody.TooLarge _ ->
          restResponse.fail(ApiGatewayError.TOO_LARGE, route.get().resource().path());
      case RequestBody.Whole(byte[] body) -> {
        String coding = restResponse.request().header("Content-Encoding");
        Optional<byte[]> plain = RestRequest.decompressed(coding, body, LARGEST_BODY);
        if (plain.isPresent()) {
          integrate(method.get().integration(), route.get(), restResponse, plain.get());
        } else {
          restResponse.fail(ApiGatewayError.UNSUPPORTED_MEDIA_TYPE, route.get().resource().path());
        }
      }
    }
  }

  private void integrate(Integration behind, Route route, RestResponse restResponse, byte[] body)
      throws InterruptedException {
    switch (behind) {
      case Integration.Mock mock -> answer(mock, route, restResponse, body);
      case Integration.LambdaProxy proxy -> {
        if (isPermitted(proxy, route, restResponse.request())) {
          integration.invoke(
              new LambdaIntegration.ProxiedRequest(proxy, route, restResponse), body);
        } else {
          restResponse.fail(ApiGatewayError.CONFIGURATION, route.resource().path());
        }
      }
    }
  }

  private static void answer(
      Integration.Mock mock, Route route, RestResponse restResponse, byte[] body) {
    switch (new MockResponse(mock, restResponse.request()).of(body)) {
      case MockResponse.Result.Answer(ResponseHead head, byte[] text) ->
          restResponse.send(head, text);
      case MockResponse.Result.Failed(ApiGatewayError error) ->
          restResponse.fail(error, route.resource().path());
    }
  }

  private boolean isPermitted(Integration.LambdaProxy proxy, Route route, RestRequest request) {
    String method = request.incomingRequest().method();
    String source = api.methodArn(request.stage(), method, route.resource());
    return policy.allowsService(proxy.functionArn(), SERVICE, source);
  }

  private static void refuse(
      IncomingRequest incomingRequest, Response response, Callback callback) {
    List<Header> headers =
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("x-amzn-RequestId", incomingRequest.requestId()),
            new Header("x-amzn-ErrorType", "ForbiddenException"));
    byte[] body = "{\"message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8);
    Responses.send(new ResponseHead(403, headers), body, response, callback);
  }

  // A trailing slash is ignored.
  private static List<String> parts(String path) {
    return path.equals("/") ? List.of() : Arrays.asList(path.substring(1).split("/"));
  }

  private static byte[] random() {
    return UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
  }
}
