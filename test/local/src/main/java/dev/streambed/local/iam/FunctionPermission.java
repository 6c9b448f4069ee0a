package dev.streambed.local.iam;

import dev.streambed.local.domain.Arn;
import dev.streambed.local.template.Resource;
import java.util.Optional;

/// One `AWS::Lambda::Permission`.
///
/// @param functionArn the function, with the qualifier that callers must use
/// @param action for example `lambda:InvokeFunction`
/// @param principal a service, an account, or `*`
/// @param sourceArn a pattern that the caller's resource must fit
/// @param sourceAccount the account that the caller's resource must belong to
/// @param urlAuthType the authentication that the function's URL must have
/// @param onlyByUrl whether it is for calls through the function's URL only
record FunctionPermission(
    String functionArn,
    String action,
    String principal,
    Optional<String> sourceArn,
    Optional<String> sourceAccount,
    Optional<String> urlAuthType,
    boolean onlyByUrl) {

  private static final String INVOKE = "lambda:InvokeFunction";
  private static final String INVOKE_URL = "lambda:InvokeFunctionUrl";

  static FunctionPermission of(Resource permission) {
    permission.only(
        "Action",
        "FunctionName",
        "FunctionUrlAuthType",
        "InvokedViaFunctionUrl",
        "Principal",
        "SourceAccount",
        "SourceArn");
    String function = permission.text("FunctionName");
    return new FunctionPermission(
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
