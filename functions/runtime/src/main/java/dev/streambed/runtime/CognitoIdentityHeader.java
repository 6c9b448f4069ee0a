package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Cognito identity of a caller that uses the AWS mobile SDKs.
record CognitoIdentityHeader(@Nullable String id, @Nullable String poolId)
    implements CognitoIdentity {

  /// Parses the header; null when it is absent or invalid.
  static @Nullable CognitoIdentityHeader parse(String json) {
    Map<String, Object> fields = JsonReader.object(json);
    if (fields.isEmpty()) {
      return null;
    }
    return new CognitoIdentityHeader(
        JsonReader.text(fields, "cognitoIdentityId"),
        JsonReader.text(fields, "cognitoIdentityPoolId"));
  }

  @Override
  public @Nullable String getIdentityId() {
    return id;
  }

  @Override
  public @Nullable String getIdentityPoolId() {
    return poolId;
  }
}
