package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_LAMBDA_FUNCTION_NAME", "gateway",
          "AWS_LAMBDA_FUNCTION_VERSION", "7",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
          "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/gateway",
          "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/21/[7]abc");

  @Test
  void tellsTheHandlerEverythingThatLambdaSays() throws Exception {
    Context context = contextOf(invocation().withFunctionArn("arn:f").withTenantId("tenant"));

    assertThat(context.getAwsRequestId()).isEqualTo("id-1");
    assertThat(context.getInvokedFunctionArn()).isEqualTo("arn:f");
    assertThat(context.getTenantId()).isEqualTo("tenant");
    assertThat(context.getFunctionName()).isEqualTo("gateway");
    assertThat(context.getFunctionVersion()).isEqualTo("7");
    assertThat(context.getMemoryLimitInMB()).isEqualTo(512);
    assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/gateway");
    assertThat(context.getLogStreamName()).isEqualTo("2026/11/21/[7]abc");
    assertThat(context.getRemainingTimeInMillis()).isBetween(1, 30_000);
  }

  @Test
  void saysNullOfWhatLambdaDoesNotSay() throws Exception {
    Context context = contextOf(invocation());

    assertThat(context.getTenantId()).isNull();
    assertThat(context.getXrayTraceId()).isNull();
    assertThat(context.getIdentity()).isNull();
    assertThat(context.getClientContext()).isNull();
  }

  @Test
  void neverSaysThatLessThanNoTimeRemains() {
    dev.streambed.runtime.Invocation past =
        new dev.streambed.runtime.Invocation("id", "", 1000, "", "", "", "", "", new byte[0]);
    FunctionInfo facts = FunctionInfo.from(Map.of());
    Log log = new Log(System.out, MillisClock.SYSTEM, "Text", "");

    assertThat(new InvocationContext(past, facts, log, () -> 2000).getRemainingTimeInMillis())
        .isZero();
    assertThat(new InvocationContext(past, facts, log, () -> 400).getRemainingTimeInMillis())
        .isEqualTo(600);
  }

  @Test
  void readsTheCognitoIdentity() throws Exception {
    String identity =
        """
        {"cognitoIdentityId":"us-east-1:1234","cognitoIdentityPoolId":"us-east-1:pool"}\
        """;

    Context context = contextOf(invocation().withCaller("", identity));

    assertThat(context.getIdentity().getIdentityId()).isEqualTo("us-east-1:1234");
    assertThat(context.getIdentity().getIdentityPoolId()).isEqualTo("us-east-1:pool");
  }

  @Test
  void readsTheClientContext() throws Exception {
    String json =
        """
        {"client": {"installation_id":"i","app_title":"Grüße \\u00e4\\"","app_version_name":"1.2",\
        "app_version_code":"12","app_package_name":"com.x"},\
        "custom":{"key":"value","number":5,"none":null,"list":[1,{"a":2}],"object":{"a":"b"}},\
        "env":{"locale":"de"},"services":{}}\
        """;

    ClientContext caller = contextOf(invocation().withCaller(json, "")).getClientContext();

    Client client = caller.getClient();
    assertThat(client.getInstallationId()).isEqualTo("i");
    assertThat(client.getAppTitle()).isEqualTo("Grüße ä\"");
    assertThat(client.getAppVersionName()).isEqualTo("1.2");
    assertThat(client.getAppVersionCode()).isEqualTo("12");
    assertThat(client.getAppPackageName()).isEqualTo("com.x");
    assertThat(caller.getCustom())
        .containsExactly(Map.entry("key", "value"), Map.entry("number", "5"));
    assertThat(caller.getEnvironment()).containsExactly(Map.entry("locale", "de"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "[]", "{\"client\"", "{\"a\":\"\\x\"}", "{\"a\":}", "\"text\""})
  void servesACallerWhoseContextCannotBeRead(String malformed) throws Exception {
    Context context = contextOf(invocation().withCaller(malformed, malformed));

    assertThat(context.getClientContext()).isNull();
    assertThat(context.getIdentity()).isNull();
  }

  @Test
  void isNotLedIntoADeepRecursion() throws Exception {
    String deep = "{\"a\":".repeat(3000) + "1" + "}".repeat(3000);

    assertThat(contextOf(invocation().withCaller(deep, "")).getClientContext()).isNull();
  }

  @Test
  void tellsASingleWorkersTraceToTheXrayLibraryToo() throws Exception {
    List<String> seen = new ArrayList<>();
    StreamingHandler handler =
        (_, _, context) -> {
          seen.add(String.valueOf(context.getXrayTraceId()));
          seen.add(String.valueOf(System.getProperty("com.amazonaws.xray.traceHeader")));
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      runtimeHarness.api.invoke(invocation().withTraceId("Root=1-a"), new ReceivedResponse());
      runtimeHarness.api.invoke(invocation(), new ReceivedResponse());
    }
    assertThat(seen).containsExactly("Root=1-a", "Root=1-a", "null", "null");
  }

  private static Invocation invocation() {
    return new Invocation(
        "id-1", new byte[0], ResponseMode.STREAMED, Instant.now().plusSeconds(30));
  }

  private static Context contextOf(Invocation invocation) throws IOException, InterruptedException {
    Context[] seen = new Context[1];
    StreamingHandler handler = (_, _, context) -> seen[0] = context;
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(RuntimeApiSettings.onDemand(), ENVIRONMENT, () -> handler)) {
      runtimeHarness.api.invoke(invocation, new ReceivedResponse());
    }
    return seen[0];
  }
}
