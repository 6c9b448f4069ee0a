package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/**
 * The function's permissions for answers over WebSocket: to invoke itself, because an answer
 * outlasts the invocation of its message, and to post to the connections of the stage.
 *
 * <p>A separate policy, because the function depends on the role's default policy, which therefore
 * cannot refer to the function's alias.
 */
final class WebSocketAccess extends Construct {

  WebSocketAccess(Construct scope, String id, GatewayFunction gateway, StreambedWebSocketApi door) {
    super(scope, id);
    var connections =
        door.api().arnForExecuteApiV2("POST/@connections/*", StreambedWebSocketApi.STAGE);
    var policy =
        Policy.Builder.create(this, "Policy")
            .roles(List.<IRole>of(gateway.role()))
            .statements(List.of(invoke(gateway.live()), post(connections)))
            .build();
    // The stage must not accept connections before the function may answer.
    door.stage().getNode().addDependency(policy);
    NagAcknowledgment.acceptWildcard(
        policy, connections, "A connection's id is made up by API Gateway when a client connects");
  }

  private static PolicyStatement invoke(Alias live) {
    return PolicyStatement.Builder.create()
        .actions(List.of("lambda:InvokeFunction"))
        .resources(List.of(live.getFunctionArn()))
        .build();
  }

  private static PolicyStatement post(String connections) {
    return PolicyStatement.Builder.create()
        .actions(List.of("execute-api:ManageConnections"))
        .resources(List.of(connections))
        .build();
  }
}
