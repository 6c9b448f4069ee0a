package dev.streambed.local.iam;

import dev.streambed.local.domain.Arn;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Optional;

/// The resource-based policies of functions, from `AWS::Lambda::Permission`: who may invoke which
/// function.
///
/// @param permissions every permission of the deployment
public record FunctionPolicy(List<Permission> permissions) {

  public FunctionPolicy {
    permissions = List.copyOf(permissions);
  }

  /// Reads every permission.
  public static FunctionPolicy of(Deployment deployment) {
    List<Resource> declared = deployment.resources("AWS::Lambda::Permission");
    return new FunctionPolicy(declared.stream().map(Permission::of).toList());
  }

  /// Whether anybody may call the function's URL. Since October 2025 this needs two permissions:
  /// one for the URL, one for the function through the URL.
  ///
  /// @param functionArn the ARN, with the qualifier if one is called
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

  /// One `AWS::Lambda::Permission`.
  ///
  /// @param functionArn the function, with the qualifier that callers must use
  /// @param action for example `lambda:InvokeFunction`
  /// @param principal a service, an account, or `*`
  /// @param sourceArn a pattern that the caller's resource must fit
  /// @param sourceAccount the account that the caller's resource must belong to
  /// @param urlAuthType the authentication that the function's URL must have
  /// @param onlyByUrl whether it is for calls through the function's URL only
  record Permission(
      String functionArn,
      String action,
      String principal,
      Optional<String> sourceArn,
      Optional<String> sourceAccount,
      Optional<String> urlAuthType,
      boolean onlyByUrl) {

    private static final String INVOKE = "lambda:InvokeFunction";
    private static final String INVOKE_URL = "lambda:InvokeFunctionUrl";

    static Permission of(Resource permission) {
      permission.only(
          "Action",
          "FunctionName",
          "FunctionUrlAuthType",
          "InvokedViaFunctionUrl",
          "Principal",
          "SourceAccount",
          "SourceArn");
      String function = permission.text("FunctionName");
      return new Permission(
          function.startsWith("arn:")
              ? function
              : permission.arns().arn("lambda", "function:" + function),
          permission.text("Action"),
          permission.text("Principal"),
          permission.optionalText("SourceArn"),
          permission.optionalText("SourceAccount"),
          permission.optionalText("FunctionUrlAuthType"),
          permission.flag("InvokedViaFunctionUrl"));
    }

    boolean allowsUrl(String function, String authType) {
      return isFor(function, INVOKE_URL)
          && principal.equals("*")
          && urlAuthType.map(authType::equals).orElse(true);
    }

    boolean allowsInvokeByUrl(String function) {
      return isFor(function, INVOKE) && principal.equals("*") && sourceArn.isEmpty();
    }

    boolean allowsService(String function, String service, String source) {
      String account = Arn.of(source).map(Arn::account).orElse("");
      return isFor(function, INVOKE)
          && !onlyByUrl
          && principal.equals(service)
          && sourceArn.map(pattern -> Wildcard.matches(pattern, source)).orElse(true)
          && sourceAccount.map(account::equals).orElse(true);
    }

    private boolean isFor(String function, String wanted) {
      return functionArn.equals(function) && Wildcard.matches(action, wanted);
    }
  }
}
