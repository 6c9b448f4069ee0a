package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSettingsTest {
  private static final JwtSettings ISSUER =
      JwtSettings.of("https://login.example.com/tenant/v2.0", "streambed");

  @Test
  void theFunctionLearnsWhomToTrust() {
    var variables =
        SampleProps.of(
                SampleProps.least().toBuilder().jwt(ISSUER.withCustomerClaim("customer")).build())
            .only("AWS::Lambda::Function")
            .properties()
            .at("/Environment/Variables");
    assertThat(variables.path("STREAMBED_JWT_ISSUER").textValue()).isEqualTo(ISSUER.issuer());
    assertThat(variables.path("STREAMBED_JWT_AUDIENCE").textValue()).isEqualTo("streambed");
    assertThat(variables.path("STREAMBED_JWT_CUSTOMER_CLAIM").textValue()).isEqualTo("customer");
  }

  @Test
  void withoutAnIssuerNobodysTokensAreTaken() {
    assertThat(
            SampleProps.LEAST
                .only("AWS::Lambda::Function")
                .properties()
                .at("/Environment/Variables")
                .properties())
        .noneMatch(variable -> variable.getKey().startsWith("STREAMBED_JWT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "login.example.com",
        "https:",
        "https://a b",
        "",
        "https://login.example.com?x=1",
        "https://login.example.com#x"
      })
  void keysAreReadOverHttpsOnly(String issuer) {
    assertThatThrownBy(() -> JwtSettings.of(issuer, "streambed"))
        .hasMessageStartingWith("jwt: issuer is an https URL");
  }

  @Test
  void tokensForAnybodyAreNotTokensForThis() {
    assertThatThrownBy(() -> JwtSettings.of("https://login.example.com", " "))
        .hasMessageStartingWith("jwt: audience is empty");
    assertThatThrownBy(() -> ISSUER.withCustomerClaim(""))
        .hasMessageStartingWith("jwt: customerClaim is empty");
  }
}
