package dev.streambed.local.iam;

import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.List;

/// The resource policies of functions, made of `AWS::Lambda::Permission`: who may invoke what from
/// outside.
///
/// @param permissions every permission of the deployment
public record FunctionPolicy(List<FunctionPermission> permissions) {

  public FunctionPolicy {
    permissions = List.copyOf(permissions);
  }

  /// Reads every permission.
  public static FunctionPolicy of(Deployment deployment) {
    List<Resource> declared = deployment.resources("AWS::Lambda::Permission");
    return new FunctionPolicy(declared.stream().map(FunctionPermission::of).toList());
  }

  /// Whether anybody may call the function's URL. Since October 2025 this takes two permissions:
  /// one for the URL, one for the function by way of the URL.
  ///
  /// @param functionArn with its qualifier, if it is called with one
  public boolean allowsUrl(String functionArn, String authType) {
    return permissions.stream().anyMatch(it -> it.allowsUrl(functionArn, authType))
        && permissions.stream().anyMatch(it -> it.allowsInvokeByUrl(functionArn));
  }

  /// Whether a service may invoke the function on behalf of one of its resources.
  ///
  /// @param service for example `apigateway.amazonaws.com`
  /// @param sourceArn for example the ARN of a method
  public boolean allowsService(String functionArn, String service, String sourceArn) {
    return permissions.stream().anyMatch(it -> it.allowsService(functionArn, service, sourceArn));
  }
}
